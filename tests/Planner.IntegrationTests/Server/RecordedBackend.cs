using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Values;

namespace Planner.IntegrationTests.Server;

/// <summary>A backend with a model <c>test/TASK</c> for each task, which gives what a real one once gave.</summary>
internal sealed class RecordedBackend(IReadOnlyDictionary<string, Func<Value>> replies) : IInferenceBackend
{
    public string Name => "recorded";

    public Egress Egress => Egress.Machine;

    /// <summary>Awaited before each reply.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    public IEnumerable<ModelCard> Cards => replies.Keys.Select(task => new ModelCard { Id = "test/" + task, Tasks = [task], Description = task });

    public Runnability CanRun(ModelCard card, PlanStep step) => Runnability.Yes("a recording");

    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        await Before(cancellationToken);
        return InferenceResult.Success(replies[request.Task.Id]());
    }
}
