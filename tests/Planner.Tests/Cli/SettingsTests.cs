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

    [Theory]
    [InlineData("Planner:Nope=1", "Planner:Nope is not a section of settings")]
    [InlineData("Planner:Controler:Mode=llm", "Did you mean Planner:Controller?")]
    [InlineData("Planner:Controller:Modell=llm", "Did you mean Model?")]
    [InlineData("Planer:Controller:Mode=llm", "Did you mean Planner:Controller:Mode?")]
    [InlineData("Controller:Mode=llm", "all begin with 'Planner:'")]
    [InlineData("Planner:Controller:Mode=foo", "is not one of Cascade, Llm, Embedded")]
    [InlineData("Planner:Execution:StepSeconds=soon", "is not a number")]
    public void Compose_WithASettingThatIsWrong_StopsWithTheNearestName(string setting, string message) =>
        Should.Throw<CommandLineException>(() => Composition.Build(Context(setting))).Message.ShouldContain(message);

    [Fact]
    public void Compose_WithSettingsThatAreRight_IsMade() =>
        Composition.Build(Context("Planner:Controller:Mode=llm", "planner:storage:busyseconds=3", "Planner__Execution__StepSeconds=60", "Planner:Controller:Headers:X-Own=1")).Dispose();

    [Fact]
    public async Task Command_WithAnEnsembleOfNone_SaysWhatThereIs()
    {
        await using var host = new CliTestHost();

        var outcome = await host.RunAsync("ask", "translate 'hi' into Spanish", "--ensemble", "0");

        outcome.Code.ShouldBe(ExitCodes.BadInput);
        outcome.Error.ShouldContain("from 2 to 10");
    }

    [Fact]
    public void Load_OverrideWithoutValue_SaysHow() =>
        Should.Throw<CommandLineException>(() => Load("Planner:Storage")).Message.ShouldContain("--set Planner:Section:Name=VALUE");

    private static Settings Load(params string[] overrides) => Settings.Load(Context(overrides));

    private static CliContext Context(params string[] overrides) => new()
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Overrides = overrides,
    };
}
