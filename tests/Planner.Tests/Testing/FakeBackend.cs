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

    /// <summary>A machine that runs these models and nothing else.</summary>
    public static FakeBackend Local(params string[] ids) => new()
    {
        Name = "local",
        WhenAsked = (card, _) => ids.Contains(card.Id) ? Runnability.Yes("engine 1.0") : Runnability.No("no engine for it"),
    };

    /// <summary>A cloud that runs everything from the Hub.</summary>
    public static FakeBackend Cloud() => new()
    {
        Name = "cloud",
        Egress = Egress.Cloud,
        WhenAsked = (card, _) => card.IsLocal ? Runnability.No("only on the machine itself") : Runnability.Yes("provider x"),
    };

    /// <summary>What calls cost; null: not known, which on this machine means nothing.</summary>
    public ModelPrice? Price { get; set; }

    public ModelPrice? PriceOf(ModelCard card) => Price;

    /// <summary>What stands for the version of a model that always gives the same; null: it does not.</summary>
    public Func<ModelCard, PlanStep, string?> Revision { get; set; } = (_, _) => null;

    public string? RevisionOf(ModelCard card, PlanStep step) => Revision(card, step);

    /// <summary>How often it was asked whether it can run something.</summary>
    public int Asked { get; private set; }

    /// <summary>Every call, in the order begun.</summary>
    public IReadOnlyList<InferenceRequest> Calls => [.. _calls];

    /// <summary>Waits until so many calls have begun. That a step has started says only that one is about to.</summary>
    public async Task CalledAsync(int calls = 1)
    {
        for (var patience = 0; _calls.Count < calls; patience++)
        {
            patience.ShouldBeLessThan(30_000, $"{_calls.Count} calls came to {Name}, not {calls}");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public Func<ModelCard, PlanStep, Runnability> WhenAsked { get; set; } = (_, _) => Runnability.Yes("a fake");

    /// <summary>What a call gives; at first, text that names the step and repeats its text inputs.</summary>
    public Func<InferenceRequest, CancellationToken, Task<InferenceResult>> WhenRun { get; set; } = (request, _) => Task.FromResult(Echo(request));

    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        Asked++;
        return WhenAsked(card, step);
    }

    public Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        _calls.Enqueue(request);
        return WhenRun(request, cancellationToken);
    }

    public static InferenceResult Echo(InferenceRequest request) => InferenceResult.Success(
        new TextValue($"{request.Step.Id}({string.Join("; ", request.Inputs.Values.Select(ValueText.Of))})"));

    public static InferenceResult Text(string text) => InferenceResult.Success(new TextValue(text));
}
