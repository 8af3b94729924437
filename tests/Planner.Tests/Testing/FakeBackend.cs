using System.Collections.Concurrent;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Values;

namespace Planner.Tests.Testing;

/// <summary>A backend whose behaviour each test sets, and which keeps every call.</summary>
public sealed class FakeBackend : IInferenceBackend
{
    private readonly ConcurrentQueue<InferenceRequest> _calls = new();

    public string Name { get; init; } = "fake";

    public Egress Egress { get; init; } = Egress.Machine;

    /// <summary>Every call, in the order begun.</summary>
    public IReadOnlyList<InferenceRequest> Calls => [.. _calls];

    public Func<ModelCard, PlanStep, Runnability> WhenAsked { get; set; } = (_, _) => Runnability.Yes("a fake");

    /// <summary>What a call gives; at first, text that names the step and repeats its text inputs.</summary>
    public Func<InferenceRequest, CancellationToken, Task<InferenceResult>> WhenRun { get; set; } = (request, _) => Task.FromResult(Echo(request));

    public Runnability CanRun(ModelCard card, PlanStep step) => WhenAsked(card, step);

    public Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        _calls.Enqueue(request);
        return WhenRun(request, cancellationToken);
    }

    public static InferenceResult Echo(InferenceRequest request) => InferenceResult.Success(
        new TextValue($"{request.Step.Id}({string.Join("; ", request.Inputs.Values.Select(ValueText.Of))})"));

    public static InferenceResult Text(string text) => InferenceResult.Success(new TextValue(text));
}
