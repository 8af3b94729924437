using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Planner.Agents;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Tests.Server;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Agents;

public sealed class PlannerFunctionsTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-agents-");
    private readonly FakeBackend _backend = new();
    private ServiceProvider? _services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Solve_Request_GivesTheAnswerAndTellsEvents()
    {
        var told = new List<RunEvent>();

        var answer = await CallAsync("solve", new() { ["text"] = "Do it" }, new PlannerFunctionOptions { Progress = new Told(told) }, TextStep("s1", "hello"));

        answer.ShouldBeOfType<string>().ShouldContain("s1(hello)");
        told[0].ShouldBeOfType<RunAccepted>();
        told[^1].ShouldBeOfType<RunCompleted>();
    }

    [Fact]
    public async Task Solve_FileMade_NamesItById()
    {
        _backend.WhenRun = async (_, _) => InferenceResult.Success(new ArtifactValue(await PutAsync("speech.wav", "RIFF0000WAVEfmt "u8.ToArray())));

        var answer = await CallAsync("solve", new() { ["text"] = "Say it" }, null, Step("s1", "text-to-speech", ("text", "hello")));

        answer.ShouldBeOfType<string>().ShouldMatch(@"File a_\w{22}: speech\.wav \(audio/wav, 16 bytes\)");
    }

    [Fact]
    public async Task Solve_MediaWanted_ComesAsContent()
    {
        _backend.WhenRun = async (_, _) => InferenceResult.Success(new ArtifactValue(await PutAsync("speech.wav", "RIFF0000WAVEfmt "u8.ToArray())));

        var answer = await CallAsync("solve", new() { ["text"] = "Say it" }, new PlannerFunctionOptions { Media = true }, Step("s1", "text-to-speech", ("text", "hello")));

        answer.ShouldBeOfType<List<AIContent>>()[1].ShouldBeOfType<DataContent>().MediaType.ShouldBe("audio/wav");
    }

    [Theory]
    [InlineData("plan", "summarization")]
    [InlineData("solve", "s1(hello)")]
    public async Task Function_TextWithoutFiles_Answers(string function, string part) =>
        (await CallAsync(function, new() { ["text"] = "Do it" }, null, TextStep("s1", "hello"))).ShouldBeOfType<string>().ShouldContain(part);

    [Fact]
    public async Task Solve_FileThatIsNone_SaysSoInsteadOfThrowing() =>
        (await CallAsync("solve", new() { ["text"] = "Do it", ["files"] = new[] { "/etc/passwd" } }, null, TextStep("s1", "x"))).ShouldBeOfType<string>().ShouldContain("'/etc/passwd' is no file");

    [Fact]
    public async Task RunModel_TextInput_GivesItsText() =>
        (await CallAsync("run_model", new() { ["model"] = "first/translation", ["inputs"] = new System.Text.Json.Nodes.JsonObject { ["text"] = "Hi" } }, null)).ShouldBe("call(Hi)");

    [Fact]
    public async Task GetArtifact_OfAnotherUser_IsNotThere()
    {
        ArtifactStore.ActAs("ann");
        Build();
        var artifact = await PutAsync("notes.txt", "secret"u8.ToArray());

        (await CallAsync("get_artifact", new() { ["id"] = artifact.Id }, new PlannerFunctionOptions { Caller = new Caller("bob", false) })).ShouldBe($"There is no artifact '{artifact.Id}'.");
        (await CallAsync("get_artifact", new() { ["id"] = artifact.Id }, new PlannerFunctionOptions { Caller = new Caller("ann", false) })).ShouldBe("secret");
    }

    [Fact]
    public async Task Solve_AgentGivesUp_CancelsTheRun()
    {
        using var leaving = new CancellationTokenSource();
        _backend.WhenRun = async (_, cancellationToken) =>
        {
            await leaving.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("not reached");
        };
        var services = Build(TextStep("s1", "x"));
        var solve = PlannerFunctions.Create(services)[0];

        await Should.ThrowAsync<OperationCanceledException>(async () => await solve.InvokeAsync(new AIFunctionArguments { ["text"] = "Do it" }, leaving.Token));

        var journal = services.GetRequiredService<IRunJournal>();
        (await journal.ListAsync(1, null, Stop))[0].Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task SavedPlan_IsAFunctionWithItsFilesAndParameters()
    {
        var services = Build(Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "question-answering", ("question", "Who?"), ("context", "@s1")));
        var page = await PutAsync("page.png", Bytes.Png);
        var runs = services.GetRequiredService<IRunService>();
        var id = await runs.StartAsync(new Request { Text = "Read it", Attachments = [new Attachment("f1", "page.png", page)] }, Stop);
        await runs.WaitAsync(id, Stop);
        services.GetRequiredService<SavedPlanStore>().Save(SavedPlan.Of("page-reader", (await services.GetRequiredService<IRunJournal>().FindAsync(id, Stop))!, "Reads a page."));

        var function = PlannerFunctions.Create(services).Single(known => known.Name == "saved_page_reader");

        function.Description.ShouldContain("Reads a page.");
        function.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["page"]);
        function.JsonSchema.GetProperty("properties").GetProperty("question").GetProperty("default").GetString().ShouldBe("Who?");
        (await function.InvokeAsync(new AIFunctionArguments { ["page"] = page.Id, ["question"] = "When?" }, Stop)).ShouldBeOfType<string>().ShouldContain("When?");
        (await function.InvokeAsync(new AIFunctionArguments(), Stop)).ShouldBeOfType<string>().ShouldContain("page is missing");
        (await function.InvokeAsync(new AIFunctionArguments { ["page"] = page.Id, ["colour"] = "red" }, Stop)).ShouldBeOfType<string>().ShouldContain("no parameter 'colour'");
        PlannerFunctions.Create(services, new PlannerFunctionOptions { Caller = new Caller("bob", false) }).Count.ShouldBe(5);
    }

    private async Task<object?> CallAsync(string function, Dictionary<string, object?> arguments, PlannerFunctionOptions? options, params PlanStep[] steps) =>
        await PlannerFunctions.Create(Build(steps), options).Single(known => known.Name == function).InvokeAsync(new AIFunctionArguments(arguments), Stop);

    private async Task<Artifact> PutAsync(string name, byte[] content) =>
        await Build().GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(content), name, Stop);

    private ServiceProvider Build(params PlanStep[] steps)
    {
        if (_services is null)
        {
            var services = new ServiceCollection();
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            ServerTestHost.Add(services, _backend, new ScriptedPlanner(steps), _folder.FullName);
            _services = services.BuildServiceProvider();
        }

        return _services;
    }

    private sealed class Told(List<RunEvent> events) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => events.Add(value);
    }
}
