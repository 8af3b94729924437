using Planner.Execution;
using Planner.Runs;
using Planner.Values;

namespace Planner.Answering.Claims;

/// <summary>What an answer may cite: the values of the steps that gave one, and the files that exist.</summary>
internal sealed class AnswerSources
{
    private readonly Dictionary<string, Value> _values;
    private readonly Dictionary<string, Evidence> _evidence = new(StringComparer.Ordinal);
    private readonly RunState _run;

    private AnswerSources(RunState run, Dictionary<string, Value> values) => (_run, _values) = (run, values);

    /// <summary>The values by step, in plan order, children of <c>for_each</c> after their step.</summary>
    public IReadOnlyDictionary<string, Value> Values => _values;

    /// <summary>The user's words, the files' names and the steps' instructions: they may be repeated without a source.</summary>
    public Evidence Context => field ??= Evidence.Of(string.Join('\n', [
        _run.Request?.Text ?? "", _run.Request?.Instructions ?? "",
        .. _run.Request?.Attachments.Select(file => file.Name) ?? [], .. _run.Artifacts.Select(file => file.Name),
        .. _run.Steps.Select(step => $"{step.Step.Instruction} {string.Join(' ', step.Step.Parameters.Values)}"),
        .. _run.Request?.History.Select(turn => $"{turn.Asked}\n{turn.Answered}") ?? []]));

    /// <summary>The names of all files that the run has.</summary>
    public IReadOnlySet<string> Files => field ??= _run.Artifacts.Select(file => file.Name)
        .Concat(_run.Request?.Attachments.SelectMany(file => new[] { file.Name, file.Artifact.Name }) ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the values of a run's steps.</summary>
    public static async Task<AnswerSources> OfAsync(RunState run, ValueStore store, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var step in run.Steps.SelectMany(step => new[] { step }.Concat(step.Children.Select(run.Step).OfType<StepState>())))
        {
            if (step is { Status: StepStatus.Succeeded, Value: { } value })
            {
                values[step.Step.Id] = await store.ExpandAsync(value, cancellationToken);
            }
        }

        return new AnswerSources(run, values);
    }

    /// <summary>What a step gave, read for comparison.</summary>
    public Evidence EvidenceOf(string stepId) =>
        _evidence.TryGetValue(stepId, out var known) ? known : _evidence[stepId] = Evidence.Of(_values[stepId]);

    /// <summary>What all steps gave.</summary>
    public IReadOnlyList<Evidence> All => [.. _values.Keys.Select(EvidenceOf)];
}
