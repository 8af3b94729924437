using System.Text.Json;

namespace Planner.IntegrationTests.Cli;

public sealed class ProgramTests : IDisposable
{
    private readonly PlannerProcess _planner = new();

    public void Dispose() => _planner.Dispose();

    [Fact]
    public async Task Help_Always_WorksWithoutHome()
    {
        var (code, output, error) = await _planner.RunAsync("--help");

        code.ShouldBe(0);
        output.ShouldContain("Examples:");
        error.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_planner.Folder, "home")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_TextFile_IsSummarisedByABuiltInEngine()
    {
        var (code, output, error) = await _planner.RunAsync("ask", "Summarise this", "--file", Sample("article.txt"), "--json", "--offline");

        code.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("status").GetString().ShouldBe("completed");
        json.GetProperty("steps")[0].GetProperty("task").GetString().ShouldBe("summarization");
        json.GetProperty("steps")[0].GetProperty("instance").GetString().ShouldBe("local");
        json.GetProperty("answer").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Show_InAnotherProcess_HasTheRun()
    {
        await _planner.RunAsync("ask", "Summarise this", "--file", Sample("article.txt"));

        var (code, output, _) = await _planner.RunAsync("show", "last");

        code.ShouldBe(0);
        output.ShouldContain("✔ s1  summarization");
        (await _planner.RunAsync("runs")).Output.ShouldContain("Summarise this");
    }

    [Fact]
    public async Task Ask_PlainOutput_HasNoEscapes()
    {
        var (code, output, error) = await _planner.RunAsync("ask", "Summarise this", "--file", Sample("article.txt"));

        code.ShouldBe(0, error);
        (output + error).ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Ask_CtrlC_CancelsAndKeepsTheRun()
    {
        Needs("espeak-ng");
        var text = Path.Combine(_planner.Folder, "long.txt");
        await File.WriteAllTextAsync(text, string.Concat(Enumerable.Repeat("This is a long text that takes a while to read aloud. ", 8000)), TestContext.Current.CancellationToken);

        var (code, output, error) = await _planner.InterruptAsync("s1 started", "ask", "Read this aloud", "--file", text, "--json");

        code.ShouldBe(130, error);
        JsonDocument.Parse(output).RootElement.GetProperty("status").GetString().ShouldBe("cancelled");
        (await _planner.RunAsync("runs")).Output.ShouldContain("cancelled");
    }

    [Fact]
    public async Task Ask_DeadlineInMidRun_IsThree()
    {
        Needs("espeak-ng");
        var text = Path.Combine(_planner.Folder, "long.txt");
        await File.WriteAllTextAsync(text, string.Concat(Enumerable.Repeat("This is a long text that takes a while to read aloud. ", 8000)), TestContext.Current.CancellationToken);

        var (code, _, error) = await _planner.RunAsync("ask", "Read this aloud", "--file", text, "--deadline", "300ms");

        code.ShouldBe(3, error);
        error.ShouldContain("--deadline");
    }

    [Fact]
    public async Task Demo_NoInstall_AnswersAndWritesSound()
    {
        Needs("tesseract", "espeak-ng", "apertium");

        var (code, output, error) = await _planner.RunAsync("demo", "--no-install");

        code.ShouldBe(0, error);
        output.ShouldContain("Maria");
        error.ShouldContain("Play it");
        Directory.GetFiles(Path.Combine(_planner.Folder, "planner-demo"), "*.wav").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Ask_ImageNamedLikeSound_IsBadInput()
    {
        var sound = Path.Combine(_planner.Folder, "call.wav");
        File.Copy(Sample("invoice-page-1.png"), sound);

        var (code, output, error) = await _planner.RunAsync("ask", "Transcribe this", "--file", sound);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("call");
        error.ShouldNotContain("   at ");
    }

    private static string Sample(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"samples/{name} is not at or above {AppContext.BaseDirectory}.");
    }

    private static void Needs(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        Assert.SkipWhen(missing.Count > 0, $"{string.Join(", ", missing)} not installed; planner setup installs what the engines need.");
    }
}
