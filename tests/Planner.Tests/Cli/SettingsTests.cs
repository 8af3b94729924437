using Planner.Artifacts;
using Planner.Cli;
using Planner.Storage;

namespace Planner.Tests.Cli;

public sealed class SettingsTests
{
    [Fact]
    public void Bind_GoodValue_IsTaken()
    {
        var options = new ArtifactStoreOptions();

        Load("Planner:Artifacts:MaxBytes=1000").Bind("Planner:Artifacts", options);

        options.MaxBytes.ShouldBe(1000);
    }

    [Theory]
    [InlineData("Planner:Storage:BusySeconds=soon", "BusySeconds = 'soon' is not a whole number")]
    [InlineData("Planner:Storage:BusySeconds=0", "BusySeconds")]
    [InlineData("Planner:Storage:Busy=1", "is not a setting. Planner:Storage has: BusySeconds, ModelsPath, Path")]
    public void Bind_WrongValue_NamesKeyValueAndFix(string setting, string message)
    {
        var settings = Load(setting);

        var exception = Should.Throw<CommandLineException>(() => settings.Bind("Planner:Storage", new StorageOptions()));

        exception.Message.ShouldContain(message);
        exception.Message.ShouldContain("Planner__Storage__Busy");
    }

    [Fact]
    public void Bind_MisspeltSetting_DoesNotRepeatWhatMayBeAKey() =>
        Should.Throw<CommandLineException>(() => Load("Planner:Storage:Tokn=s3cret").Bind("Planner:Storage", new StorageOptions())).Message.ShouldNotContain("s3cret");

    [Fact]
    public void Load_OverrideWithoutValue_SaysHow() =>
        Should.Throw<CommandLineException>(() => Load("Planner:Storage")).Message.ShouldContain("--set Planner:Section:Name=VALUE");

    private static Settings Load(params string[] overrides) => Settings.Load(new CliContext
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Overrides = overrides,
    });
}
