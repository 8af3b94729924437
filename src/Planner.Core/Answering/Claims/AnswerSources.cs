using Planner.Execution;
using Planner.Runs;
using Planner.Values;

namespace Planner.Answering.Claims;

/// <summary>What an answer may cite: the values of the steps that gave one, and the files that exist.</summary>
/// <param name="values">The values by step, in plan order, children of <c>for_each</c> after their step.</param>
/// <param name="context">The user's words, the files' names and the steps' instructions: they may be repeated without a source.</param>
/// <param name="files">The names of all files that the run has.</param>
internal sealed class AnswerSources(IReadOnlyDictionary<string, Value> values, string context, IEnumerable<string> files)
{
    private readonly Dictionary<string, Evidence> _evidence = new(StringComparer.Ordinal);

    /// <summary>The values by step, in plan order.</summary>
    public IReadOnlyDictionary<string, Value> Values => values;

    /// <summary>What may be repeated without a source.</summary>
    public Evidence Context => field ??= Evidence.Of(context);

    /// <summary>The names of all files that the run has.</summary>
    public IReadOnlySet<string> Files { get; } = files.ToHashSet(StringComparer.OrdinalIgnoreCase);

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

        return new AnswerSources(values, ContextOf(run), FilesOf(run));
    }

    /// <summary>What a step gave, read for comparison.</summary>
    public Evidence EvidenceOf(string stepId) =>
        _evidence.TryGetValue(stepId, out var known) ? known : _evidence[stepId] = Evidence.Of(values[stepId]);

    /// <summary>What all steps gave.</summary>
    public IReadOnlyList<Evidence> All => [.. values.Keys.Select(EvidenceOf)];

    private static string ContextOf(RunState run) => string.Join('\n', [
        run.Request?.Text ?? "", run.Request?.Instructions ?? "",
        .. run.Request?.Attachments.Select(file => file.Name) ?? [], .. run.Artifacts.Select(file => file.Name),
        .. run.Steps.Select(step => $"{step.Step.Instruction} {string.Join(' ', step.Step.Parameters.Values)}"),
        .. run.Request?.History.Select(turn => $"{turn.Asked}\n{Borne(turn.Answered)}") ?? []]);

    // What was doubted when it was said does not become true by having been said.
    private static string Borne(string answer) => string.Join('\n', answer.Split('\n').Where(line => !line.Contains('⚠', StringComparison.Ordinal)));

    private static IEnumerable<string> FilesOf(RunState run) => run.Artifacts.Select(file => file.Name)
        .Concat(run.Request?.Attachments.SelectMany(file => new[] { file.Name, file.Artifact.Name }) ?? []);
}
