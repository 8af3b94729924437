using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Providers;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Inference.Local;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Inference.HuggingFace;

/// <summary>
/// Runs models of the Hub through Hugging Face's router, or at endpoints of one's own. A model can run when a provider runs it live, by the
/// Hub's own mapping, and there is an adapter for that provider and task; what the Hub has not been asked about yet can't.
/// </summary>
internal sealed partial class HuggingFaceBackend(
    ProviderMappings mappings, ProviderChoice choice, HfInferenceProvider hfInference, ChatCall chat, RouterAddress router, Keys keys, Refusals refusals,
    ArtifactStore store, IOptions<HuggingFaceOptions> options, ILogger<HuggingFaceBackend> logger) : IInferenceBackend
{
    // A model's providers that are tried before the model counts as failed.
    private const int MostProviders = 3;
    private readonly Dictionary<string, Uri> _endpoints =
        options.Value.Endpoints.ToDictionary(pair => pair.Key, pair => new Uri(pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Name => "huggingface";

    /// <inheritdoc/>
    public Egress Egress { get; } =
        new Uri(options.Value.BaseUrl).IsLoopback && options.Value.Endpoints.Values.All(url => new Uri(url).IsLoopback) ? Egress.Machine : Egress.Cloud;

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<ModelCard> cards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return NoKey() is null
            ? mappings.LearnAsync(cards.Where(card => !card.IsLocal && !card.Gone && !_endpoints.ContainsKey(card.Id)), cancellationToken)
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(step);
        if (card.IsLocal)
        {
            return Runnability.No("an engine of this machine, not on the Hub");
        }

        if (_endpoints.TryGetValue(card.Id, out var endpoint))
        {
            return EndpointTask(step.Task) is null ? Runnability.No($"there is no form for {step.Task} at an endpoint") : Runnability.Yes($"the endpoint {endpoint.Host}");
        }

        var known = mappings.Find(card);
        if (card.Gone || known is { Gone: true })
        {
            return Runnability.No("gone from the Hub", "planner models search finds others");
        }

        if (NoKey() is { } problem)
        {
            return problem;
        }

        if (known is null)
        {
            return Runnability.No(
                mappings.Problem is { } why ? $"who runs it is not known: {why}" : "who runs it was not asked yet",
                "planner models sync asks the Hub who runs which model");
        }

        var able = choice.For(step.Task, known.Providers);
        return able switch
        {
            [var first, ..] => Runnability.Yes(first.WireTask == WireTask.Chat && !choice.HasPreference ? "Hugging Face's router" : first.Provider.Name),
            [] when known.Providers.Any(entry => entry.IsLive) => Runnability.No(
                $"run only for {string.Join(", ", known.Providers.Where(entry => entry.IsLive).Select(entry => $"{entry.Task} by {entry.Provider}").Distinct())}"),
            _ => Runnability.No("no provider runs it now"),
        };
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (refusals.Current is { } refused)
        {
            return InferenceResult.Failure(refused);
        }

        var runnability = CanRun(request.Model, request.Step);
        if (!runnability.CanRun)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"{request.Model.Id}: {runnability.Reason}.", runnability.Fix);
        }

        var call = new TaskCall(request, store);
        if (_endpoints.TryGetValue(request.Model.Id, out var endpoint))
        {
            return await GuardAsync(request, () => hfInference.RunAtAsync(call, endpoint, EndpointTask(request.Step.Task)!, cancellationToken));
        }

        var able = choice.For(request.Step.Task, mappings.Find(request.Model)!.Providers);
        if (able[0].WireTask == WireTask.Chat && !choice.HasPreference)
        {
            return await GuardAsync(request, () => chat.RunAsync(call, router.Of("v1/chat/completions"), request.Model.Id, "Hugging Face's router", [], cancellationToken));
        }

        InferenceResult? failure = null;
        foreach (var (provider, mapping, wireTask) in able.Take(MostProviders))
        {
            var result = await GuardAsync(request, () => provider.RunAsync(call, mapping, wireTask, cancellationToken));
            if (result.Error is not { } error || error.Kind == StepErrorKind.BadInput || refusals.Current is not null)
            {
                return result;
            }

            // What the first said is what the user should know; the others were second choices.
            failure ??= result;
        }

        mappings.Forget(request.Model.Id);
        return failure!;
    }

    private Runnability? NoKey() =>
        !keys.AreNeeded ? null
        : !keys.TryRead(out _, out var problem) ? Runnability.No(NotSet(problem), "set HF_TOKEN to a token from https://huggingface.co/settings/tokens")
        : refusals.Current is { } refused ? Runnability.No(refused.Message.TrimEnd('.'), refused.Fix)
        : null;

    // What mends it is said once, with the address that gives tokens.
    private static string NotSet(string problem) =>
        problem.Split(". ", 2)[0].TrimEnd('.') is { Length: > 1 } said ? $"{char.ToLowerInvariant(said[0])}{said[1..]}" : problem;

    private string? EndpointTask(string stepTask) =>
        stepTask is WireTask.Chat or "image-text-to-text" ? WireTask.Chat
        : stepTask == "image-text-to-image" ? "image-to-image"
        : hfInference.Does(stepTask) ? stepTask
        : null;

    private async Task<InferenceResult> GuardAsync(InferenceRequest request, Func<Task<InferenceResult>> run)
    {
        try
        {
            return await run();
        }
        catch (EngineException exception)
        {
            return InferenceResult.Failure(exception.Error);
        }
        catch (ArtifactException exception)
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, exception.Message);
        }
#pragma warning disable CA1031 // A fault of ours must not take the run with it; it is logged with its trace.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            CallBroke(logger, request.Model.Id, request.Step.Id, exception);
            return InferenceResult.Failure(StepErrorKind.Internal, $"Calling {request.Model.Id} broke down: {exception.Message}");
        }
    }

    [LoggerMessage(LogLevel.Error, "Calling {Model} broke down on step {StepId}")]
    private static partial void CallBroke(ILogger logger, string model, string stepId, Exception exception);
}
