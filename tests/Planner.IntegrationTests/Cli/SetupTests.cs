namespace Planner.IntegrationTests.Cli;

/// <summary>Installing, on a PATH with nothing but an apt-get that notes what it was asked.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly PlannerProcess _planner = new();
    private readonly string _programs;

    public SetupTests()
    {
        _programs = Directory.CreateDirectory(Path.Combine(_planner.Folder, "programs")).FullName;
        _planner.Environment["PATH"] = _programs;
    }

    public void Dispose() => _planner.Dispose();

    [Fact]
    public async Task Setup_Yes_InstallsQuietly()
    {
        WithAptGet("echo Unpacking");

        var (code, output, error) = await _planner.RunAsync("setup", "--yes");

        code.ShouldBe(0, error);
        output.ShouldContain("Missing: tesseract-ocr");
        output.ShouldContain("Installed.");
        error.ShouldNotContain("Unpacking");
        Asked()[0].ShouldEndWith("update");
        Asked()[1].ShouldContain("install -y --no-install-recommends tesseract-ocr");
    }

    [Fact]
    public async Task Setup_UpdateFails_InstallsAllTheSame()
    {
        WithAptGet("case $* in *update) exit 100 ;; esac");

        var (code, _, error) = await _planner.RunAsync("setup", "--yes");

        code.ShouldBe(0, error);
        Asked().Length.ShouldBe(2);
    }

    [Fact]
    public async Task Setup_InstallFails_ShowsWhy()
    {
        WithAptGet("echo 'E: Unable to locate package' >&2; exit 100");

        var (code, output, error) = await _planner.RunAsync("setup", "--yes");

        code.ShouldBe(2);
        output.ShouldNotContain("Installed.");
        error.ShouldContain("E: Unable to locate package");
        error.ShouldContain("apt-get update && apt-get install");
    }

    [Fact]
    public async Task Setup_NobodyAnswers_InstallsNothing()
    {
        WithAptGet("");

        var (code, output, error) = await _planner.RunAsync("setup");

        code.ShouldBe(0, error);
        output.ShouldContain("Nothing was installed.");
        error.ShouldEndWith($"[y/n] {Environment.NewLine}");
        File.Exists(Log).ShouldBeFalse();
    }

    [Fact]
    public async Task Setup_YesWithoutAptGet_IsBadInput()
    {
        var (code, _, error) = await _planner.RunAsync("setup", "--yes");

        code.ShouldBe(2);
        error.ShouldContain("There is no apt-get here");
        error.ShouldContain("apt-get install -y --no-install-recommends tesseract-ocr");
    }

    [Fact]
    public async Task Demo_InstallFails_GoesOnWithWhatIsThere()
    {
        WithAptGet("echo 'E: Unable to fetch' >&2; exit 100");

        var (code, _, error) = await _planner.RunAsync("demo");

        code.ShouldBe(4, error);
        error.ShouldContain("E: Unable to fetch");
        error.ShouldContain("going on with what is there");
        error.ShouldContain("s1 failed");
    }

    private string Log => Path.Combine(_planner.Folder, "asked.txt");

    private string[] Asked() => File.ReadAllLines(Log);

    private void WithAptGet(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "planner setup installs only for root on Linux; run ./test as root.");
        var path = Path.Combine(_programs, "apt-get");
        File.WriteAllText(path, $"#!/bin/sh\necho \"$@\" >>'{Log}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
