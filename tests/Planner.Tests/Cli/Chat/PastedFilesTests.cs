using Planner.Cli.Chat;

namespace Planner.Tests.Cli.Chat;

public sealed class PastedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-paste-").FullName;

    public PastedFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        foreach (var name in new[] { "a.png", "my notes.txt", "sub/b (1).csv", "plain" })
        {
            File.WriteAllText(Path.Combine(_folder, name), "x");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.png", "", "a.png")]
    [InlineData("a.png what is it?", "what is it?", "a.png")]
    [InlineData("Compare a.png  with\n'my notes.txt', please", "Compare a.png  with\nmy notes.txt, please", "a.png,my notes.txt")]
    [InlineData("What is in a.png? And in 'my notes.txt'?", "What is in a.png? And in my notes.txt?", "a.png,my notes.txt")]
    [InlineData("a.png, 'my notes.txt': compare", "compare", "a.png,my notes.txt")]
    [InlineData(@"Sum sub/b\ \(1\).csv", "Sum b (1).csv", "sub/b (1).csv")]
    [InlineData("my\\ notes.txt", "", "my notes.txt")]
    [InlineData("It's plain, don't you think?", "It's plain, don't you think?", "")]
    [InlineData("see nothing.png", "see nothing.png", "")]
    public void Take_Paths_AreFilesAndTheirNamesStay(string message, string text, string paths)
    {
        var (taken, found) = PastedFiles.Take(message, _folder);

        taken.ShouldBe(text);
        string.Join(',', found.Select(path => Path.GetRelativePath(_folder, path))).ShouldBe(paths);
    }

    [Fact]
    public void Take_FileAddress_IsItsPath() =>
        PastedFiles.Take($"file://{_folder}/my%20notes.txt", _folder).Paths.ShouldBe([Path.Combine(_folder, "my notes.txt")]);

    [Theory]
    [InlineData("/file a", 6, "a.png")]
    [InlineData("/file ", 6, "a.png,my\\ notes.txt,plain,sub/")]
    [InlineData("/file my", 6, "my\\ notes.txt")]
    [InlineData("/file my\\ n", 6, "my\\ notes.txt")]
    [InlineData("Read sub/", 5, "sub/b\\ (1).csv")]
    [InlineData("Read ", 0, "")]
    [InlineData("/fi", 0, "/file")]
    public void Complete_Paths_AreWrittenAsTheyAreRead(string line, int from, string items)
    {
        var completion = ChatCompletion.At(new Planner.Cli.CliContext { Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, WorkingDirectory = _folder }, line, line.Length);

        completion.From.ShouldBe(from);
        string.Join(',', completion.Items.Select(item => item.Text)).ShouldBe(items);
    }
}
