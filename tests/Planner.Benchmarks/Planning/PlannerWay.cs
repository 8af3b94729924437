using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Values;

namespace Planner.Benchmarks.Planning;

/// <summary>Runs a scenario as Planner does: its services as they are, a chat model that writes the plan, models that take their time.</summary>
internal static class PlannerWay
{
    public static async Task<Timing> RunAsync(Scenario scenario, Uri server, bool streams)
    {
        var folder = Directory.CreateTempSubdirectory("planner-bench-").FullName;
        using var client = new SseChatClient(server, streams);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(new ModelCatalog([.. scenario.Steps.Select(step => step.Task).Distinct().Select(task => new ModelCard { Id = $"a/{task}", Tasks = [task], Description = task })]));
        services.AddSingleton<IInferenceBackend>(new SlowBackend(scenario));
        services.AddSingleton(new ChatModel("scripted", client) { Egress = Egress.Machine });
        services.AddInMemoryJournal().AddMatching().AddPlannerCore();
        services.Configure<ArtifactStoreOptions>(options => options.Root = folder);
        services.Configure<ControllerOptions>(options => options.Mode = ControllerMode.Llm);
        await using (var provider = services.BuildServiceProvider())
        {
            using var picture = new MemoryStream(SlowBackend.Png);
            var request = new Request
            {
                Text = "Read the page and work on it",
                Attachments = [new Attachment("f1", "page.png", await provider.GetRequiredService<ArtifactStore>().PutAsync(picture, "page.png", CancellationToken.None))],
            };

            // Templates, cues and examples are read once for each process, not for each request.
            _ = provider.GetRequiredService<PlanPrompt>().Write(new PlanningContext { Request = request, Taxonomy = provider.GetRequiredService<TaskTaxonomy>() }, 32_768);
            var timing = await RunAsync(provider.GetRequiredService<IRunService>(), provider.GetRequiredService<IRunJournal>(), request, scenario);
            Directory.Delete(folder, recursive: true);
            return timing;
        }
    }

    private static async Task<Timing> RunAsync(IRunService runs, IRunJournal journal, Request request, Scenario scenario)
    {
        var began = Stopwatch.GetTimestamp();
        double? first = null;
        double last = 0;
        var id = await runs.StartAsync(request, CancellationToken.None);
        await foreach (var happened in journal.ReadAsync(id, follow: true, cancellationToken: CancellationToken.None))
        {
            var now = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (scenario.IsRevised && happened is StepSucceeded && happened.StepId == scenario.Steps[0].Id)
            {
                // What is measured is the revision.
                (began, first) = (Stopwatch.GetTimestamp(), null);
                continue;
            }

            first ??= happened is StepStarted ? now : null;
            last = happened is StepSucceeded ? now : last;
            if (happened is RunFailed failed)
            {
                throw new InvalidOperationException(failed.Message);
            }
        }

        return new Timing(first ?? throw new InvalidOperationException("No step began."), last);
    }

    private sealed class SlowBackend(Scenario scenario) : IInferenceBackend
    {
        /// <summary>A picture of one pixel.</summary>
        public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

        public string Name => "slow";

        public Egress Egress => Egress.Machine;

        public Runnability CanRun(ModelCard card, PlanStep step) => Runnability.Yes("a timer");

        public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(scenario.Seconds[request.Step.Id]), cancellationToken);
            return InferenceResult.Success(new TextValue($"what {request.Step.Id} gave"));
        }
    }
}
