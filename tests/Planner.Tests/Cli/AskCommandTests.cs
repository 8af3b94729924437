using System.Text.Json;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Cli;

public sealed class AskCommandTests
{
    private static readonly PlanStep[] TwoSteps = [Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1")];

    [Fact]
    public async Task Ask_Plain_AnswerOnOutputProgressOnError()
    {
        await using var host = new CliTestHost(TwoSteps);

        var outcome = await host.RunAsync("ask", "Do", "it");

        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldContain("s2(s1(x))");
        outcome.Output.ShouldNotContain("planned");
        outcome.Error.ShouldContain("s2 planned: summarization after s1");
        outcome.Error.ShouldContain("s1 done in");
        outcome.Error.ShouldContain("planner show");
    }

    [Fact]
    public async Task Ask_Json_HasThePromisedForm()
    {
        await using var host = new CliTestHost(TwoSteps);

        var outcome = await host.RunAsync("ask", "Do it", "--json");

        var json = outcome.Json;
        json.GetProperty("runId").GetString().ShouldNotBeNullOrEmpty();
        json.GetProperty("status").GetString().ShouldBe("completed");
        json.GetProperty("answer").GetString()!.ShouldContain("s2(s1(x))");
        json.GetProperty("artifacts").GetArrayLength().ShouldBe(0);
        var step = json.GetProperty("steps")[1];
        step.EnumerateObject().Select(member => member.Name).Take(8)
            .ShouldBe(["id", "task", "model", "instance", "status", "value", "seconds", "costUsd"]);
        step.GetProperty("model").GetString().ShouldBe("first/summarization");
        step.GetProperty("instance").GetString().ShouldBe("fake");
        step.GetProperty("status").GetString().ShouldBe("succeeded");
        step.GetProperty("value").GetProperty("text").GetString().ShouldBe("s2(s1(x))");
        step.GetProperty("seconds").ValueKind.ShouldBe(JsonValueKind.Number);
        step.GetProperty("costUsd").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Ask_Out_SavesFilesWithoutOverwriting()
    {
        await using var host = new CliTestHost(Steps.Step("s1", "text-to-speech", ("text", "x")));
        host.Backend.WhenRun = async (_, cancellationToken) =>
        {
            using var sound = new MemoryStream(Bytes.Wav);
            return InferenceResult.Success(new ArtifactValue(await host.Artifacts.PutAsync(sound, "speech.wav", cancellationToken)));
        };
        Directory.CreateDirectory(Path.Combine(host.Folder, "made"));
        host.File("made/speech.wav", "mine");

        var outcome = await host.RunAsync("ask", "Read it", "--json", "--out", "made");

        var file = outcome.Json.GetProperty("artifacts")[0];
        file.GetProperty("mediaType").GetString().ShouldBe("audio/wav");
        file.GetProperty("name").GetString().ShouldBe("speech.wav");
        file.GetProperty("path").GetString().ShouldBe(Path.Combine(host.Folder, "made", "speech-2.wav"));
        (await File.ReadAllTextAsync(Path.Combine(host.Folder, "made", "speech.wav"), TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task Ask_PlanOnly_RunsNothingAndSaysWhy()
    {
        await using var host = new CliTestHost(TwoSteps);

        var outcome = await host.RunAsync("ask", "Do it", "--plan-only");

        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldContain("→ first/summarization");
        host.Backend.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("y\n", 0, 2)]
    [InlineData("what?\nyes\n", 0, 2)]
    [InlineData("n\n", 130, 0)]
    [InlineData("", 130, 0)]
    public async Task Ask_Approve_RunsOnlyWhenApproved(string typed, int code, int calls)
    {
        await using var host = new CliTestHost(TwoSteps);

        var outcome = await host.RunAsync(typed, ["ask", "Do it", "--approve"]);

        outcome.Code.ShouldBe(code);
        outcome.Error.ShouldContain("Run this plan?");
        outcome.Error.ShouldContain("○ s2  summarization");
        host.Backend.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Ask_Interrupted_IsCancelledAndKeepsWhatIsDone()
    {
        await using var host = new CliTestHost(TwoSteps);
        using var interrupt = new CancellationTokenSource();
        host.Interrupt = interrupt.Token;
        host.Backend.WhenRun = async (request, cancellationToken) =>
        {
            if (request.Step.Id == "s2")
            {
                await interrupt.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeBackend.Echo(request);
        };

        var outcome = await host.RunAsync("ask", "Do it", "--json");

        outcome.Code.ShouldBe(130);
        outcome.Json.GetProperty("status").GetString().ShouldBe("cancelled");
        outcome.Json.GetProperty("steps")[0].GetProperty("status").GetString().ShouldBe("succeeded");
        outcome.Json.GetProperty("steps")[1].GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task Ask_Deadline_KeepsWhatIsDone()
    {
        await using var host = new CliTestHost(TwoSteps);
        host.Backend.WhenRun = async (request, cancellationToken) =>
        {
            if (request.Step.Id == "s2")
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeBackend.Echo(request);
        };

        var outcome = await host.RunAsync("ask", "Do it", "--deadline", "300ms");

        outcome.Code.ShouldBe(3);
        outcome.Output.ShouldContain("s1(x)");
    }

    [Fact]
    public async Task Ask_NothingCanRunIt_IsFour()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        host.Backend.WhenAsked = (_, _) => Runnability.No("no engine", "Install it.");

        var outcome = await host.RunAsync("ask", "Do it");

        outcome.Code.ShouldBe(4);
        outcome.Error.ShouldContain("Install it.");
    }

    [Fact]
    public async Task Ask_StandardInput_IsTheRequest()
    {
        await using var host = new CliTestHost(TwoSteps);

        (await host.RunAsync("From a pipe\n", ["ask"])).Code.ShouldBe(0);
        (await host.RunAsync("From a dash\n", ["ask", "-"])).Code.ShouldBe(0);

        var runs = await host.Journal.ListAsync(10, null, TestContext.Current.CancellationToken);
        runs.Select(run => run.Text).ShouldBe(["From a dash", "From a pipe"]);
    }

    [Fact]
    public async Task Ask_AtSign_IsWordsAndNoArgumentFile()
    {
        await using var host = new CliTestHost(TwoSteps);
        host.File("receipt.txt", "--json");

        var outcome = await host.RunAsync("ask", "@receipt.txt", "please", "--file", "receipt.txt");

        outcome.Code.ShouldBe(0);
        (await host.Journal.ListAsync(1, null, TestContext.Current.CancellationToken))[0].Text.ShouldBe("@receipt.txt please");
    }

    [Theory]
    [InlineData("--", "--json")]
    [InlineData("--json is what I ask about")]
    [InlineData("what", "is", "5", "-3")]
    public async Task Ask_WordsThatLookLikeOptions_CanBeSaid(params string[] words)
    {
        await using var host = new CliTestHost(TwoSteps);

        (await host.RunAsync(["ask", .. words])).Code.ShouldBe(0);

        (await host.Journal.ListAsync(1, null, TestContext.Current.CancellationToken))[0].Text.ShouldBe(string.Join(' ', words.SkipWhile(word => word == "--")));
    }

    public static TheoryData<string, string[]> BadInputs => new()
    {
        { "The request is empty", ["ask"] },
        { "The request is empty", ["ask", "  "] },
        { "There is no file 'no.png'", ["ask", "Do it", "--file", "no.png"] },
        { "is empty (0 bytes)", ["ask", "Do it", "--file", "empty.wav"] },
        { "'sound.wav' is named like audio/wav, but its content is text/plain", ["ask", "Do it", "--file", "sound.wav"] },
        { "it is a folder", ["ask", "Do it", "--file", "."] },
        { "--deadline 'soon' is no time", ["ask", "Do it", "--deadline", "soon"] },
        { "--nonsense", ["ask", "Do it", "--nonsense"] },
        { "There is no option '-x'", ["ask", "Do it", "-x"] },
        { "'askk'", ["askk", "Do it"] },
        { "There is no run 'nope'", ["show", "nope"] },
        { "There are no runs yet", ["show", "last"] },
        { "--limit takes a whole number", ["runs", "--limit", "many"] },
        { "There is no task 'juggling'", ["models", "search", "x", "--task", "juggling"] },
        { "There is no model 'a/b'", ["models", "show", "a/b"] },
        { "--data", ["eval", "planning"] },
    };

    [Theory]
    [MemberData(nameof(BadInputs), DisableDiscoveryEnumeration = true)]
    public async Task AnyCommand_BadInput_IsOneLineAndTwo(string message, string[] args)
    {
        await using var host = new CliTestHost(TwoSteps);
        host.File("empty.wav", "");
        host.File("sound.wav", "This is text.");

        var outcome = await host.RunAsync(args);

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldStartWith("error: ");
        outcome.Error.ShouldContain(message);
        outcome.Error.TrimEnd().Split('\n').Length.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_JsonWithBadInput_IsStillOneObject()
    {
        await using var host = new CliTestHost(TwoSteps);

        var outcome = await host.RunAsync("ask", "Do it", "--file", "no.png", "--json");

        outcome.Code.ShouldBe(2);
        outcome.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("no.png");
    }
}
