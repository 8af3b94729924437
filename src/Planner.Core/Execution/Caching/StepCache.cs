using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Routing;
using Planner.Values;

namespace Planner.Execution.Caching;

/// <summary>
/// Gives the result of an earlier call that was the same: model and version, task, instruction, parameters, inputs by content. Of several such calls at once one is
/// made and the others wait for it. Only where the place that would run it says that it always gives the same.
/// </summary>
internal sealed class StepCache(
    TargetResolver targets, ArtifactStore artifacts, IStepCacheStore store, IOptions<StepCacheOptions> options, ILogger<StepCache> logger) : IRoutedCallCache
{
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    public async ValueTask<RoutedResult> GetAsync(RoutedCall call, Func<RoutedCall, CancellationToken, Task<RoutedResult>> run, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || call.NoCache || call.OnText is not null || call.Attempt is not null || await PlaceAsync(call, cancellationToken) is not { } place || RevisionOf(place, call) is not { } revision)
        {
            return await run(call, cancellationToken);
        }

        var form = new CallForm(call, place.Model.Id, revision);
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_underWay.GetOrAdd(form.Key, mine.Task) is var first && first != mine.Task)
        {
            await first.WaitAsync(cancellationToken);

            // Whoever was first may have failed, or given up; then each makes the call for itself.
            return await FindAsync(form, place, cancellationToken) ?? await run(call, cancellationToken);
        }

        try
        {
            if (await FindAsync(form, place, cancellationToken) is { } found)
            {
                return found;
            }

            var result = await run(call, cancellationToken);
            if (result is { Result: { Value: { } value, Error: null, Weakness: null } } && result.Model == place.Model.Id && result.Instance == place.Backend.Name)
            {
                await KeepAsync(form, value);
            }

            return result;
        }
        finally
        {
            _underWay.TryRemove(form.Key, out _);
            mine.SetResult();
        }
    }

    private async Task<Place?> PlaceAsync(RoutedCall call, CancellationToken cancellationToken) =>
        call.Targets is [var target, ..] && await targets.FindAsync(target, call, cancellationToken) is { Places: [var place, ..] } ? place : null;

    private string? RevisionOf(Place place, RoutedCall call) =>
        place.Backend.Backend.RevisionOf(place.Model, call.Step) ?? (options.Value.Models.Contains(place.Model.Id, StringComparer.OrdinalIgnoreCase) ? place.Backend.Name : null);

    private async Task<RoutedResult?> FindAsync(CallForm form, Place place, CancellationToken cancellationToken)
    {
        try
        {
            return await store.FindAsync(form.Key, TimeSpan.FromHours(options.Value.MaxAgeHours), cancellationToken) is { } kept && await form.GiveAsync(kept, artifacts, cancellationToken) is { } value
                ? new RoutedResult(InferenceResult.Success(value)) { Model = place.Model.Id, Instance = place.Backend.Name, Cached = true }
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What can't be given again is made again.
            logger.CacheFailed(exception, place.Model.Id);
            return null;
        }
    }

    private async Task KeepAsync(CallForm form, Value value)
    {
        try
        {
            if (form.Keep(value) is { } kept && kept.Length <= options.Value.MaxValueBytes)
            {
                await store.PutAsync(form.Key, kept, options.Value.MaxBytes, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            logger.CacheFailed(exception, form.Key);
        }
    }
}
