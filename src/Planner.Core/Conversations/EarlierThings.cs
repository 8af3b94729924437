using Planner.Runs;
using Planner.Values;

namespace Planner.Conversations;

/// <summary>What earlier turns brought and gave.</summary>
internal static class EarlierThings
{
    /// <summary>The things of a turn, in order: files that came, results, and the answer when no step gave anything.</summary>
    /// <param name="turn">Its number, from 1.</param>
    /// <param name="run">Its run.</param>
    /// <param name="expanded">The values of its steps, whole.</param>
    public static IEnumerable<EarlierThing> Of(int turn, RunState run, IReadOnlyDictionary<string, Value> expanded)
    {
        // What an earlier turn gave and this one only used is there already.
        foreach (var file in run.Request?.Attachments.Where(file => !IsEarlier(file.Name)) ?? [])
        {
            yield return new EarlierThing(turn, file.Name, MediaModality(file.Artifact.MediaType)) { Artifact = file.Artifact };
        }

        var ends = run.Plan.Graph.Sinks.Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        var results = run.Steps.Where(step => expanded.ContainsKey(step.Step.Id)).SelectMany(step => Things(turn, step, expanded[step.Step.Id], ends.Contains(step.Step.Id))).ToList();
        foreach (var result in results)
        {
            yield return result;
        }

        // A list of what failed is nothing to go on with.
        if (results.Count == 0 && run.Answer.Length > 0 && !run.Steps.Any())
        {
            yield return new EarlierThing(turn, $"r{turn}.answer.txt", Modality.Text) { Text = run.Answer, IsResult = true };
        }
    }

    private static IEnumerable<EarlierThing> Things(int turn, StepState step, Value value, bool isEnd)
    {
        var name = $"r{turn}.{step.Step.Id}";
        switch (value)
        {
            case ArtifactValue { Artifact: var artifact }:
                yield return new EarlierThing(turn, name + Path.GetExtension(artifact.Name), value.Modality) { Task = step.Step.Task, Artifact = artifact, IsResult = isEnd };
                break;
            case ListValue list when list.Items.Any(item => item is ArtifactValue):
                foreach (var (artifact, i) in list.Items.OfType<ArtifactValue>().Select((item, i) => (item.Artifact, i)))
                {
                    yield return new EarlierThing(turn, $"{name}-{i + 1}{Path.GetExtension(artifact.Name)}", MediaModality(artifact.MediaType)) { Task = step.Step.Task, Artifact = artifact, IsResult = isEnd };
                }

                break;
            case StructuredValue { Shape: Modality.Table } when ValueText.Of(value) is { Length: > 0 } rows:
                yield return new EarlierThing(turn, name + ".tsv", Modality.Table) { Task = step.Step.Task, Text = rows, IsResult = isEnd };
                break;
            default:
                if (ValueText.Of(value) is { Length: > 0 } text)
                {
                    yield return new EarlierThing(turn, name + ".txt", Modality.Text) { Task = step.Step.Task, Text = text, IsResult = isEnd };
                }

                break;
        }
    }

    private static bool IsEarlier(string name) => name is ['r', >= '1' and <= '9', ..] && name.Contains(".s", StringComparison.Ordinal) || name.Contains(".answer.", StringComparison.Ordinal);

    private static Modality MediaModality(string mediaType) => Artifacts.MediaTypes.ModalityOf(mediaType);
}
