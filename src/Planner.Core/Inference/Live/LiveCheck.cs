using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;
using Planner.Values;

namespace Planner.Inference.Live;

/// <summary>
/// Calls what each instance can do, once and as cheaply as it can be tried: of an instance each task with one of its models, of this machine each engine
/// with each task, of a chat model that works by prompts one task for each form of reply.
/// </summary>
public sealed class LiveCheck
{
    // Whom a provider runs is looked up for so many models of a task.
    private const int LookedUp = 4;
    private const int MostCharacters = 60;
    private const string StepId = "live";

    private readonly TaskTaxonomy _taxonomy;
    private readonly ModelCatalog _catalog;
    private readonly BackendRegistry _backends;
    private readonly ModelRouter _router;
    private readonly ArtifactStore _store;
    private readonly TimeProvider _clock;

    internal LiveCheck(TaskTaxonomy taxonomy, ModelCatalog catalog, BackendRegistry backends, ModelRouter router, ArtifactStore store, TimeProvider clock) =>
        (_taxonomy, _catalog, _backends, _router, _store, _clock) = (taxonomy, catalog, backends, router, store, clock);

    /// <summary>Calls one after the other, and tells of each as it ends.</summary>
    public async IAsyncEnumerable<LiveFinding> RunAsync(LiveCheckOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spent = 0m;
        foreach (var live in _backends.Current.Where(live => live.Egress <= options.Ceiling && live.State == ServiceState.Enabled))
        {
            var backend = live.Backend;
            foreach (var (sample, card) in await CapabilitiesAsync(backend, cancellationToken))
            {
                var can = backend.CanRun(card, Step(sample));
                var why = !can.CanRun ? (can.Reason, can.Fix)
                    : spent >= options.MostUsd ? (string.Create(CultureInfo.InvariantCulture, $"the limit of {options.MostUsd} USD is reached"), "--max-usd raises it")
                    : !options.Costly && backend.Egress == Egress.Cloud && IsCostly(sample) ? ("it may cost cents", "--costly tries it too")
                    : ((string, string?)?)null;
                if (why is var (reason, fix))
                {
                    yield return new LiveFinding(backend.Name, backend.Egress, sample.Task, card.Id, LiveOutcome.NotTried, sample.Expected, reason) { Fix = fix };
                    continue;
                }

                var finding = await TryAsync(new Place(card, live), sample, options, cancellationToken);
                spent += finding.CostUsd;
                yield return finding;
            }
        }
    }

    private bool IsCostly(LiveSample sample) => _taxonomy.TryGet(sample.Task, out var task) && task.Output is Modality.Image or Modality.Video or Modality.Model3D;

    private async Task<List<(LiveSample Sample, ModelCard Card)>> CapabilitiesAsync(IInferenceBackend backend, CancellationToken cancellationToken)
    {
        var tasks = _taxonomy.Tasks.ToList();
        await backend.PrepareAsync([.. tasks.SelectMany(task => _catalog.ForTask(task.Id).Where(card => !card.IsLocal).Take(LookedUp)).Distinct()], cancellationToken);
        var able = tasks.SelectMany(task => _catalog.ForTask(task.Id).Select(card => (Task: task, Card: card, Sample: LiveSamples.For(card.Id, task.Id))))
            .Where(triple => triple.Sample is not null && (IsOwn(backend, triple.Card) || backend.CanRun(triple.Card, Step(triple.Sample)).CanRun))
            .OrderBy(triple => ModelTierRule.Of(triple.Card));

        // One of each: an engine is what it is, a model on a server stands for the server.
        return
        [
            .. able.DistinctBy(triple => triple.Card.IsLocal ? (triple.Card.Id, triple.Task.Id) : triple.Card.IsByPrompts ? (triple.Card.Id, FormOf(triple.Task)) : ("", triple.Task.Id))
                .OrderBy(triple => tasks.IndexOf(triple.Task))
                .Select(triple => (triple.Sample!, triple.Card)),
        ];
    }

    // An engine of this machine is told of even where it can't run.
    private static bool IsOwn(IInferenceBackend backend, ModelCard card) => card.IsLocal && backend.Name == "local";

    private static string FormOf(TaskType task) => $"{task.Output} {task.Inputs.Any(slot => slot.Accepts.Any(Modalities.IsMedia))}";

    private async Task<LiveFinding> TryAsync(Place place, LiveSample sample, LiveCheckOptions options, CancellationToken cancellationToken)
    {
        var (card, live) = (place.Model, place.Backend);
        var began = _clock.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds), _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        InferenceResult result;
        try
        {
            result = await CallAsync(place, sample, options.Ceiling, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = InferenceResult.Failure(StepErrorKind.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no result in {options.Seconds} s"));
        }

        var (outcome, actual) = result switch
        {
            { Error: { Kind: StepErrorKind.CannotRun } error } => (LiveOutcome.NotTried, error.Message),
            { Error: { } error } => (LiveOutcome.Failed, error.Message),
            { Value: { } value, Weakness: null } when sample.IsExpected(value) => (LiveOutcome.AsExpected, Show(value)),
            { Weakness: { } weakness } => (LiveOutcome.Different, weakness),
            _ => (LiveOutcome.Different, Show(result.Value!)),
        };
        return new LiveFinding(live.Name, live.Egress, sample.Task, card.Id, outcome, sample.Expected, actual)
        {
            Fix = result.Error?.Fix,
            Seconds = _clock.GetElapsedTime(began).TotalSeconds,
            CostUsd = result.CostUsd,
        };
    }

    private async Task<InferenceResult> CallAsync(Place place, LiveSample sample, Egress ceiling, CancellationToken stop)
    {
        var call = new RoutedCall
        {
            Task = _taxonomy.TryGet(sample.Task, out var task) ? task : throw new UnreachableException(),
            Step = Step(sample),
            Inputs = await InputsAsync(sample, stop),
            Targets = [place.ToString()],
            NoCache = true,
            Ceiling = ceiling,
            Language = "en",
        };
        return (await _router.RunAsync(call, stop)).Result;
    }

    private static PlanStep Step(LiveSample sample) => new()
    {
        Id = StepId,
        Task = sample.Task,
        Instruction = sample.Instruction,
        Parameters = sample.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone(), StringComparer.Ordinal),
        Inputs = sample.Inputs.Where(pair => pair.Value is JsonValue).ToDictionary(pair => pair.Key, pair => StepInput.Text(pair.Value.ToString()), StringComparer.Ordinal),
    };

    private async Task<Dictionary<string, Value>> InputsAsync(LiveSample sample, CancellationToken cancellationToken)
    {
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (slot, json) in sample.Inputs)
        {
            inputs[slot] = await ValueAsync(json, cancellationToken);
        }

        return inputs;
    }

    private async Task<Value> ValueAsync(JsonNode json, CancellationToken cancellationToken)
    {
        const string File = "file:";
        switch (json)
        {
            case JsonArray list:
                var items = new List<Value>();
                foreach (var item in list)
                {
                    items.Add(await ValueAsync(item!, cancellationToken));
                }

                return new ListValue(items);
            case JsonObject table:
                return new StructuredValue(Modality.Table, JsonSerializer.SerializeToElement(table));
            default:
                var text = json.ToString();
                if (!text.StartsWith(File, StringComparison.Ordinal))
                {
                    return new TextValue(text);
                }

                await using (var file = LiveSamples.Open(text[File.Length..]))
                {
                    return new ArtifactValue(await _store.PutAsync(file, text[File.Length..], cancellationToken));
                }
        }
    }

    private static string Show(Value value)
    {
        var text = value switch
        {
            ArtifactValue { Artifact: var file } => $"{file.MediaType}, {file.Size.ToString(CultureInfo.InvariantCulture)} bytes",
            ListValue { Items: [ArtifactValue, ..] } list => $"{list.Items.Count} × {((ArtifactValue)list.Items[0]).Artifact.MediaType}",
            StructuredValue { Shape: Modality.Vector, Json: var json } => $"{json.GetArrayLength()} numbers",
            StructuredValue { Json: { ValueKind: JsonValueKind.Array } json } when json.GetArrayLength() == 0 => "none",
            _ => ValueText.Of(value)?.ReplaceLineEndings(" ").Trim() ?? value.Modality.Name(),
        };
        return text.Length <= MostCharacters ? text : text[..(MostCharacters - 1)] + "…";
    }
}
