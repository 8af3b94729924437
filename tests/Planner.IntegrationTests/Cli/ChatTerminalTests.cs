using System.Diagnostics;
using System.Text;

namespace Planner.IntegrationTests.Cli;

/// <summary>A chat on a real terminal: <c>script</c> gives the program a pty.</summary>
public sealed class ChatTerminalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Chat_OnATerminal_EditsALineAnswersAndLeavesWithCtrlD()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "The test needs the program script. Install it: apt-get install bsdutils");
        var folder = Directory.CreateTempSubdirectory("planner-pty-");
        try
        {
            var program = PlannerProcess.Dll;
            var start = new ProcessStartInfo("/usr/bin/script", ["-qefc", $"stty cols 100 rows 40; dotnet '{program}' chat", "/dev/null"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            (start.Environment["PLANNER_HOME"], start.Environment["TERM"]) = (Path.Combine(folder.FullName, "home"), "xterm-256color");
            start.Environment.Remove("CI");
            start.Environment.Remove("NO_COLOR");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "note.txt"), "The kettle boils a litre in three minutes. It is quiet.", TestContext.Current.CancellationToken);
            using var process = Process.Start(start)!;
            try
            {
                var seen = new StringBuilder();
                await UntilAsync(process, seen, "/help lists commands");
                // What is typed before the editor listens would be the terminal's own line.
                await UntilAsync(process, seen, "leaves.");
                await UntilAsync(process, seen, ">", seen.ToString().IndexOf("leaves.", StringComparison.Ordinal));
                // A paste of several lines is one message, not three; Ctrl-C gives it up and nothing was asked.
                await TypeAsync(process, "\u001b[200~One line,\nзатем 日本語 🙂\u001b[201~");
                await UntilAsync(process, seen, "затем 日本語 🙂");
                await TypeAsync(process, "\u0003");
                await TypeAsync(process, "note.txt Summarise thix\u007fs");
                await UntilAsync(process, seen, "note.txt Summarise this");
                await TypeAsync(process, "\r");
                await UntilAsync(process, seen, "planner show r_");
                await UntilAsync(process, seen, "\u001b[?2004h", seen.ToString().LastIndexOf("planner show r_", StringComparison.Ordinal));
                await TypeAsync(process, "/co\t");
                await UntilAsync(process, seen, "/cost");
                await TypeAsync(process, "\r");
                await UntilAsync(process, seen, "in 1 turn");
                await TypeAsync(process, "\u0004");
                await UntilAsync(process, seen, "--conversation c_");
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
                process.ExitCode.ShouldBe(0);
                seen.ToString().ShouldContain("attached note.txt");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task TypeAsync(Process process, string keys)
    {
        await process.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync();
    }

    private static async Task UntilAsync(Process process, StringBuilder seen, string text, int from = 0)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var buffer = new char[4096];
        while (!seen.ToString(from, seen.Length - from).Contains(text, StringComparison.Ordinal))
        {
            var read = await process.StandardOutput.ReadAsync(buffer, patience.Token);
            read.ShouldBeGreaterThan(0, $"the program ended before it said '{text}': {seen}");
            seen.Append(buffer, 0, read);
        }
    }
}
