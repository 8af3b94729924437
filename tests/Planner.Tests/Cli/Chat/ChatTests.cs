using Planner.Conversations;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Cli.Chat;

public sealed class ChatTests
{
    [Fact]
    public async Task Chat_TwoTurns_SecondUsesTheFirstsResultAndRunsNothingAgain()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        var first = await ChatAsync(host, "Summarise hello");
        var id = IdIn(first);

        var second = await host.RunAsync("Translate that into German\n", ["chat", "--conversation", id]);

        second.Error.ShouldContain("with r1.s1.txt (summarization of turn 1)");
        var run = await LastAsync(host);
        run.Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("r1.s1.txt");
        (await host.Artifacts.ReadTextAsync(run.Request.Attachments[0].Artifact, TestContext.Current.CancellationToken)).ShouldBe("s1(hello)");
        run.Request.History.ShouldHaveSingleItem().Asked.ShouldBe("Summarise hello");
        host.Backend.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Chat_PastedPath_IsAttached()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        host.File("my notes.txt", "text of notes");

        var outcome = await ChatAsync(host, "'my notes.txt'", "Summarise my notes.txt");

        outcome.Error.ShouldContain("attached my notes.txt (text/plain, 13 B)");
        (await LastAsync(host)).Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("my notes.txt");
    }

    [Fact]
    public async Task Chat_UndoAndRedo_TakeTheTurnBackAndBringItAgain()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));

        var outcome = await ChatAsync(host, "First", "/undo", "/undo", "/redo", "/redo");

        outcome.Error.ShouldContain("Taken back: First");
        outcome.Error.ShouldContain("There is no turn to take back.");
        outcome.Error.ShouldContain("Brought back: First");
        host.Backend.Calls.Count.ShouldBe(2);
        (await host.RunAsync("conversations", "list")).Output.ShouldContain("1 turn");
    }

    [Fact]
    public async Task Chat_PinnedModel_DoesWhatItsCardNamesUntilItIsLetGo()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));

        var outcome = await ChatAsync(host, "/model summarization", "/model second/Summarization", "Do it", "/model auto", "Do it", "/quit");

        host.Backend.Calls.Select(call => call.Model.Id).ShouldBe(["second/summarization", "first/summarization"]);
        outcome.Error.ShouldContain("'summarization' may be first/summarization or second/summarization. Name one of them.");
    }

    [Fact]
    public async Task Chat_CommandsAndMistakes_AreSaidAndTheTalkGoesOn()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));

        var outcome = await ChatAsync(host, "/plan", "/go", "/frobnicate", "/file nowhere.png", "/file", "/help", "/cost", "/model gpt", "/plan Do it", "/plan", "/save talk.md", "Do it", "/plan", "/quit", "never");

        outcome.Code.ShouldBe(0);
        outcome.Error.ShouldContain("There is no command '/frobnicate'");
        outcome.Error.ShouldContain("nowhere.png'. Check the name");
        outcome.Error.ShouldContain("Nothing is planned.");
        outcome.Error.ShouldContain("Write it as /file PATH");
        outcome.Error.ShouldContain("/save FILE");
        outcome.Error.ShouldContain("$0 and 0.00 s in 0 turns");
        outcome.Error.ShouldContain("There is no model 'gpt' in the catalog");
        outcome.Error.ShouldContain("Nothing has been planned yet.");
        File.Exists(Path.Combine(host.Folder, "talk.md")).ShouldBeTrue();
        host.Backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Chat_PlanThenGo_RunsThatPlanWithTheFiles()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        host.File("notes.txt", "text of notes");

        var outcome = await ChatAsync(host, "/file notes.txt", "/plan Do it", "/file", "/go", "/file", "/go");

        outcome.Error.ShouldContain("/go runs it.");
        outcome.Error.ShouldContain("With the next message: notes.txt");
        outcome.Error.ShouldContain("No file is attached.");
        outcome.Error.ShouldContain("Nothing is planned.");
        var run = await LastAsync(host);
        run.Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("notes.txt");
        run.Request.Plan!.Steps.ShouldHaveSingleItem().Id.ShouldBe("s1");
        run.Status.ShouldBe(Planner.Runs.RunStatus.Completed);
        host.Backend.Calls.Count.ShouldBe(1);
        (await host.RunAsync("conversations", "list")).Output.ShouldContain("1 turn");
    }

    [Fact]
    public async Task Chat_SeveralFilesAndNone_AreAttachedAndLetGo()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        host.File("a b.txt", "one");
        host.File("c.txt", "two");

        var outcome = await ChatAsync(host, "/file a b.txt", "/file none", "/file a\\ b.txt 'c.txt'", "Do it");

        outcome.Error.ShouldContain("Let go of a b.txt.");
        (await LastAsync(host)).Request!.Attachments.Select(file => file.Name).ShouldBe(["a b.txt", "c.txt"]);
    }

    [Fact]
    public async Task Chat_FileUsedAgain_IsOneFile()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        host.File("letter.txt", "Dear Ada");

        var outcome = await ChatAsync(host, "letter.txt Read it", "Read letter.txt again", "Describe the first file", "/quit");

        outcome.Error.ShouldNotContain("letter.txt, letter.txt");
        (await LastAsync(host)).Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("letter.txt");
    }

    [Fact]
    public async Task Chat_Assistant_LimitsTasksAndGivesInstructions()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        (await host.RunAsync("assistants", "add", "reader", "--instructions", "Be brief", "--task", "summarization")).Code.ShouldBe(0);
        (await host.RunAsync("assistants", "add", "other", "--task", "translation")).Code.ShouldBe(0);

        await host.RunAsync("Do it\n", ["chat", "--assistant", "reader"]);
        var allowed = await LastAsync(host);
        await host.RunAsync("Do it\n", ["chat", "--assistant", "other"]);
        var refused = await LastAsync(host);

        allowed.Request!.Instructions.ShouldBe("Be brief");
        allowed.Steps.Single().Value.ShouldNotBeNull();
        refused.Failure!.Message.ShouldContain("summarization");
        (await host.RunAsync("assistants", "show", "READER")).Output.ShouldContain("Be brief");
        (await host.RunAsync("assistants", "remove", "reader")).Code.ShouldBe(0);
        (await host.RunAsync("chat", "--assistant", "reader")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Chat_RedoThatIsRefused_LosesNoTurn()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        var stop = TestContext.Current.CancellationToken;
        var lease = await host.Journal.CreateAsync(new Planner.Runs.RunAccepted { Request = new Planner.Runs.Request { Text = " " } }, "a program with other limits", TimeSpan.FromSeconds(30), stop);
        var service = host.Get<ConversationService>();
        var conversation = await service.AddAsync(service.Begin(), lease.RunId, "title", stop);
        host.ChatInput = new ScriptedInput("/redo", "/redo");

        var outcome = await host.RunAsync("chat", "--conversation", conversation.Id);

        outcome.Error.ShouldContain("error: The request is empty.");
        outcome.Error.ShouldContain("Brought back:");
        (await host.RunAsync("conversations", "list")).Output.ShouldContain("1 turn");
    }

    [Fact]
    public async Task Chat_ConversationChangedElsewhere_IsReadAgainAndTheUserSaysSoOnceMore()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        var id = IdIn(await ChatAsync(host, "First"));
        host.ChatInput = new ScriptedInput("/undo", "/undo", "/undo")
        {
            Before = async at =>
            {
                if (at == 0)
                {
                    await host.RunAsync("ask", "Second", "--conversation", id);
                }
            },
        };

        var outcome = await host.RunAsync("chat", "--conversation", id);

        outcome.Error.ShouldContain("Nothing was done: the conversation was changed elsewhere. It has 2 turns now, the last: Second");
        outcome.Error.ShouldContain("Taken back: Second");
        outcome.Error.ShouldContain("Taken back: First");
    }

    [Fact]
    public async Task Chat_ConversationRemovedElsewhere_ANewOneIsBegun()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        var id = IdIn(await ChatAsync(host, "First"));
        host.ChatInput = new ScriptedInput("/undo", "Again") { Before = at => at == 0 ? host.RunAsync("conversations", "remove", id) : Task.CompletedTask };

        var outcome = await host.RunAsync("chat", "--conversation", id);

        outcome.Error.ShouldContain("The conversation was removed elsewhere");
        IdIn(outcome).ShouldNotBe(id);
    }

    [Fact]
    public async Task Chat_LastTurnDidNotEnd_IsToldWithWhatGoesOnWithIt()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello")) { IsTerminal = true };
        var stop = TestContext.Current.CancellationToken;
        var lease = await host.Journal.CreateAsync(new Planner.Runs.RunAccepted { Request = new Planner.Runs.Request { Text = "Do it" } }, "a process that died", TimeSpan.FromSeconds(30), stop);
        var service = host.Get<ConversationService>();
        var conversation = await service.AddAsync(service.Begin(), lease.RunId, "Do it", stop);
        host.ChatInput = new ScriptedInput("/undo", "Do it");

        (await host.RunAsync("chat", "--conversation", conversation.Id)).Error.ShouldContain($"planner resume {lease.RunId}");

        host.ChatInput = new ScriptedInput();
        (await host.RunAsync("chat", "--conversation", conversation.Id)).Error.ShouldNotContain("planner resume");
    }

    [Fact]
    public async Task Ask_Conversation_GoesOnWithIt()
    {
        await using var host = new CliTestHost(TextStep("s1", "hello"));
        var id = IdIn(await ChatAsync(host, "Summarise hello"));

        (await host.RunAsync("ask", "Shorten it", "--conversation", id)).Code.ShouldBe(0);

        (await LastAsync(host)).Request!.Attachments.ShouldHaveSingleItem().Name.ShouldBe("r1.s1.txt");
        var shown = await host.RunAsync("conversations", "show", "last");
        shown.Output.ShouldContain("**You:** Summarise hello");
        shown.Output.ShouldContain("**You:** Shorten it");
        (await host.RunAsync("conversations", "remove", id)).Code.ShouldBe(0);
        (await host.RunAsync("ask", "Shorten it", "--conversation", id)).Code.ShouldBe(2);
    }

    private static async Task<CliOutcome> ChatAsync(CliTestHost host, params string[] lines)
    {
        host.ChatInput = new ScriptedInput(lines);
        var outcome = await host.RunAsync("chat");
        host.ChatInput = null;
        return outcome;
    }

    private static string IdIn(CliOutcome outcome) => outcome.Error.Split("--conversation ")[^1].Trim();

    private static async Task<Planner.Runs.RunState> LastAsync(CliTestHost host)
    {
        var run = new Planner.Runs.RunState();
        var newest = (await host.Journal.ListAsync(1, null, null, TestContext.Current.CancellationToken))[0];
        await foreach (var happened in host.Journal.ReadAsync(newest.Id, cancellationToken: TestContext.Current.CancellationToken))
        {
            run.Apply(happened);
        }

        return run;
    }
}
