using System.Diagnostics;
using System.Text;
using Planner.Inference.Local.Programs;

namespace Planner.IntegrationTests.Engines;

public sealed class ProcessRunnerTests : IDisposable
{
    private readonly EngineHost _host = new();

    private ProcessRunner Runner => _host.Get<ProcessRunner>();

    [Fact]
    public async Task RunAsync_InputAndArguments_ReachTheProgramAsTheyAre()
    {
        var result = await RunAsync("cat", [], input: "ж; rm -rf / $(id) `id` \"'\n");

        result.Succeeded.ShouldBeTrue();
        result.Text.ShouldBe("ж; rm -rf / $(id) `id` \"'\n");
    }

    [Theory]
    [InlineData("; rm x")]
    [InlineData("$(touch pwned)")]
    [InlineData("`touch pwned`")]
    [InlineData("a \"b\" 'c' \\ *")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task RunAsync_ArgumentWithShellCharacters_IsOneArgument(string argument)
    {
        var result = await RunAsync("printf", ["[%s]", argument]);

        result.Text.ShouldBe($"[{argument}]");
    }

    [Fact]
    public async Task RunAsync_ExitCodeAndErrors_AreTold()
    {
        var result = await RunAsync("bash", ["-c", "echo first >&2; echo last >&2; exit 3"]);

        result.Outcome.ShouldBe(ProgramOutcome.Exited);
        result.ExitCode.ShouldBe(3);
        result.ToError("trying", "bash").Message.ShouldBe("bash failed while trying (exit code 3): last.");
    }

    [Fact]
    public async Task RunAsync_NoSuchProgram_NamesThePackage()
    {
        var result = await RunAsync("planner-no-such-program", []);

        result.Outcome.ShouldBe(ProgramOutcome.NotFound);
        result.ToError("trying", "some-package").Fix.ShouldBe("Run: apt-get install -y some-package");
    }

    [Fact]
    public async Task RunAsync_MuchErrorOutput_KeepsTheTail()
    {
        var result = await RunAsync("bash", ["-c", "for i in {1..20000}; do echo line $i >&2; done"]);

        result.Succeeded.ShouldBeTrue();
        result.ErrorTail.ShouldEndWith("line 20000\n");
        result.ErrorTail.Length.ShouldBeLessThan(5000);
    }

    [Fact]
    public async Task RunAsync_MoreOutputThanAllowed_IsStopped()
    {
        var result = await Runner.RunAsync(new ProgramCall("yes", []) { OutputLimit = 100_000 }, TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(ProgramOutcome.OutputTooLarge);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_ProgramThatIgnoresItsInput_DoesNotHang()
    {
        var result = await RunAsync("true", [], input: new string('x', 10_000_000));

        result.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_Environment_HoldsNothingOfOurs()
    {
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "secret");
        var result = await RunAsync("env", []);
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", null);

        result.Text.ShouldNotContain("OPENAI_API_KEY");
        result.Text.ShouldContain("LC_ALL=C.UTF-8");
    }

    [Fact]
    public async Task RunAsync_Folder_IsPrivateAndGoneAfterwards()
    {
        var result = await RunAsync("bash", ["-c", "touch left-behind; stat -c %a .; pwd; echo $TMPDIR"]);

        var lines = result.Text.Split('\n');
        lines[0].ShouldBe("700");
        lines[2].ShouldBe(lines[1]);
        Directory.Exists(lines[1]).ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_TimeLimit_KillsTheTree()
    {
        using var folder = ScratchFolder.Create();
        var call = new ProgramCall("bash", ["-c", "bash -c 'sleep 300 & echo $! > grandchild; wait' & wait"]) { Folder = folder, TimeLimit = TimeSpan.FromSeconds(1) };

        var result = await Runner.RunAsync(call, TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(ProgramOutcome.TimedOut);
        result.ToError("sleeping", "bash").Message.ShouldBe("bash was stopped after 1 s while sleeping.");
        Ends(int.Parse(await File.ReadAllTextAsync(folder.File("grandchild"), TestContext.Current.CancellationToken))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("bash -c 'sleep 300 & echo $! > told; wait' & wait")]
    // The grandchild's parent is gone: it is no descendant any more, only of the same group.
    [InlineData("bash -c '(sleep 300 & echo $! > told) &' ; sleep 300")]
    // It holds none of our pipes.
    [InlineData("(sleep 300 > /dev/null 2>&1 < /dev/null & echo $! > told) ; sleep 300")]
    public async Task RunAsync_Cancelled_KillsTheTreeBeforeItThrows(string script)
    {
        using var folder = ScratchFolder.Create();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // A pipe with a name: opening it waits for the grandchild to tell its id.
        (await RunAsync("mkfifo", [folder.File("told")])).Succeeded.ShouldBeTrue();

        var run = Runner.RunAsync(new ProgramCall("bash", ["-c", script]) { Folder = folder }, cancel.Token);
        var grandchild = int.Parse(await File.ReadAllTextAsync(folder.File("told"), TestContext.Current.CancellationToken));
        IsRunning(grandchild).ShouldBeTrue();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        Ends(grandchild).ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_ProgramLeavesOneBehind_ItIsKilledToo()
    {
        var result = await RunAsync("bash", ["-c", "sleep 300 & echo $!"]);

        result.Succeeded.ShouldBeTrue();
        Ends(int.Parse(result.Text)).ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_AlreadyCancelled_StartsNothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            Runner.RunAsync(new ProgramCall("touch", [_host.Scratch("started")]), cancel.Token));
        File.Exists(_host.Scratch("started")).ShouldBeFalse();
    }

    public void Dispose() => _host.Dispose();

    private Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, string input = "") =>
        Runner.RunAsync(new ProgramCall(program, arguments) { Input = Encoding.UTF8.GetBytes(input) }, TestContext.Current.CancellationToken);

    // A killed process is gone when the kernel next looks at it; on a busy machine that takes a moment.
    private static bool Ends(int id) => SpinWait.SpinUntil(() => !IsRunning(id), TimeSpan.FromSeconds(10));

    // A zombie has ended; only nobody has asked for its exit code yet.
    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return false;
        }
    }
}
