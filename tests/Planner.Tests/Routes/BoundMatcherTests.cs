using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Routes;
using Planner.Runs;
using Planner.Tests.Testing;

namespace Planner.Tests.Routes;

/// <summary>A task that is bound to an ordered chain of models.</summary>
public sealed class BoundMatcherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-routes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task RunAsync_TaskBoundToAChain_ItsModelsInItsOrderAndNoOther()
    {
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(request.Model.Id.StartsWith("second", StringComparison.Ordinal) ? InferenceResult.Failure(StepErrorKind.Model, "no") : FakeBackend.Text("x")) };
        await using var host = Host(backend);
        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], PrimaryModel = "second/summarization", FallbackModels = ["first/summarization"] });

        var id = await host.StartAsync();
        var run = await host.EndAsync(id);

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Select(call => call.Model.Id).ShouldBe(["second/summarization", "first/summarization"]);
        (await host.EventsAsync(id)).OfType<StepMatched>().Single().Match.Reason.ShouldContain("'mine' binds summarization");
        (await host.EventsAsync(id)).OfType<StepSucceeded>().Single().FallbackLevel.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_ChainWithoutAFirst_FollowsTheCatalogsCandidates()
    {
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(request.Model.Id == "first/translation" ? FakeBackend.Text("x") : InferenceResult.Failure(StepErrorKind.Model, "no")) };
        await using var host = Host(backend);
        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], FallbackModels = ["first/summarization"] });

        await host.RunAsync();

        // Both that the catalog has, best first, each once.
        backend.Calls.Select(call => call.Model.Id).ShouldBe(["first/summarization", "second/summarization"]);
    }

    [Fact]
    public async Task RunAsync_PinnedOrDisabled_IsNotBound()
    {
        var backend = new FakeBackend();
        await using var host = Host(backend);
        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], PrimaryModel = "second/summarization" });

        await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { Model = "first/summarization" } });
        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], PrimaryModel = "second/summarization", Enabled = false });
        await host.RunAsync();

        backend.Calls.ShouldAllBe(call => call.Model.Id == "first/summarization");
    }

    [Fact]
    public void Put_FileWithCommentsAndTrailingCommas_IsReadAndKeptBesideBeforeItIsWrittenWithoutThem()
    {
        const string Written = """
            // Ours.
            [{"name":"code","description":"Programs", /* the small one */ "primary_model":"a/b",},]
            """;
        var file = Path.Combine(_folder, "routes.json");
        File.WriteAllText(file, Written);

        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], PrimaryModel = "second/summarization" });
        Store().Put(new Route { Name = "mine", Tasks = ["summarization"], PrimaryModel = "first/summarization" });

        Store().Read().Select(route => (route.Name, route.PrimaryModel)).ShouldBe([("code", "a/b"), ("mine", "first/summarization")]);
        File.ReadAllText(file + ".old").ShouldBe(Written);
    }

    private RunTestHost Host(FakeBackend backend) => new(new ScriptedPlanner(Steps.TextStep("s1", "a")), [backend], services =>
        services.Configure<RouteOptions>(options => options.UserFile = Path.Combine(_folder, "routes.json")));

    private RouteStore Store() => new(Microsoft.Extensions.Options.Options.Create(new RouteOptions { UserFile = Path.Combine(_folder, "routes.json") }), TimeProvider.System);
}
