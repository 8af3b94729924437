using System.Text.Json;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Cli;

/// <summary>The program with a language model as controller, over real HTTP.</summary>
public sealed class ControllerTests : IAsyncLifetime
{
    private const string PlanRule = "Write the plan.";
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedChatServer.StartAsync();
        _planner.Environment["OPENAI_BASE_URL"] = _server.BaseUrl.ToString();
        _planner.Environment["Planner__Controller__Mode"] = "Llm";
        await File.WriteAllTextAsync(Path.Combine(_planner.Folder, "minutes.txt"), "The board met on 4 May 2027. Maria Lopez reported that the roof costs 1,250.00 EUR.", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Ask_PlanInAFenceWithAMisspeltTask_IsMendedRunAndAnsweredWithItsSources()
    {
        _server.When(request => request.Says(PlanRule), """
            Sure, here is the plan:
            ```json
            {"version":1,"steps":[{"id":"s1","task":"question-answring","inputs":{"question":"What does the roof cost?","context":"@minutes.txt"}}]}
            ```
            """);
        _server.Otherwise = _ => "The roof costs 1,250.00 EUR [s1].";

        var (code, output, error) = await AskAsync("What does the roof cost?", "--model", "local/reader");

        code.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("steps")[0].GetProperty("task").GetString().ShouldBe("question-answering");
        json.GetProperty("answer").GetString()!.ShouldContain("The roof costs 1,250.00 EUR [s1].");
        json.GetProperty("answer").GetString()!.ShouldNotContain("⚠");
        (await _planner.RunAsync("show", "last", "--why")).Output.ShouldContain("question-answring");
    }

    [Fact]
    public async Task Ask_AnswerThatIsNotBorneOut_IsMarked()
    {
        _server.When(request => request.Says(PlanRule), """{"id":"s1","task":"question-answering","inputs":{"question":"What does the roof cost?","context":"@f1"}}""");
        _server.Otherwise = _ => "The roof costs 1,520.00 EUR [s1].";

        // What the step gives must not come from the same scripted server.
        var (_, output, error) = await AskAsync("What does the roof cost?", "--model", "local/reader");

        JsonDocument.Parse(output).RootElement.GetProperty("answer").GetString()!.ShouldContain("⚠", Case.Sensitive, error);
    }

    [Fact]
    public async Task Ask_PlanThatCannotBeMended_IsAskedForAgainWithTheErrors()
    {
        _server.When(
            request => request.Says("Write the plan.") || request.Says("What went wrong"),
            """{"id":"s1","task":"make-coffee","inputs":{"cup":"@f7"}}""",
            """{"id":"s2","task":"question-answering","inputs":{"question":"What does the roof cost?","context":"@f1"}}""");
        _server.Otherwise = _ => "1,250.00 EUR [s2].";

        var (code, output, error) = await AskAsync("What does the roof cost?");

        code.ShouldBe(0, error);
        _server.Chats.Count(chat => chat.Says("make-coffee")).ShouldBe(1);
        JsonDocument.Parse(output).RootElement.GetProperty("answer").GetString()!.ShouldContain("1,250.00 EUR");
    }

    [Fact]
    public async Task Ask_ServerThatFails_TheEmbeddedControllerStandsInAndTheResultsAreShown()
    {
        _server.Otherwise = _ => new ScriptedReply { Status = 500, Text = "out of order" };

        var (code, output, error) = await AskAsync("Summarise minutes.txt");

        code.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("steps")[0].GetProperty("task").GetString().ShouldBe("summarization");
        json.GetProperty("answer").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private Task<(int Code, string Output, string Error)> AskAsync(string text, params string[] more) =>
        _planner.RunAsync(["ask", text, "--file", Path.Combine(_planner.Folder, "minutes.txt"), "--json", .. more]);
}
