using System.Globalization;
using System.Runtime.CompilerServices;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Runs;
using Planner.Values;

namespace Planner.Answering;

/// <summary>
/// Writes the answer without a model: the results as they are, under what was asked, with where they come from; the files made; and
/// plainly what was not done and why.
/// </summary>
internal sealed class PlainAnswerer(TaskTaxonomy taxonomy, ValueStore values) : IAnswerer
{
    public async IAsyncEnumerable<string> AnswerAsync(AnsweringContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var run = context.Run;
        var phrases = Phrases.For(run.Request?.Language);
        var results = new List<(string Instruction, Value Value)>();
        var takers = run.Steps.SelectMany(step => step.Step.Dependencies.Select(id => (Id: id, Taker: step))).ToLookup(pair => pair.Id, pair => pair.Taker, StringComparer.Ordinal);
        foreach (var step in run.Steps.Where(step => step is { Status: StepStatus.Succeeded, Value: not null } && IsWorthTelling(step, takers[step.Step.Id])))
        {
            results.Add((step.Step.Instruction, await values.ExpandAsync(step.Value!, cancellationToken)));
        }

        var parts = Parts(run, results, phrases).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i == 0 ? parts[i] : "\n\n" + parts[i];
        }
    }

    private static IEnumerable<string> Parts(RunState run, IReadOnlyList<(string Instruction, Value Value)> values, Phrases phrases)
    {
        if (run.Steps.All(step => step.Step.Task == "text-generation" && step.Error?.Kind == StepErrorKind.CannotRun))
        {
            // Small talk and general knowledge: without a language model there is nothing to say but what can be done here.
            yield return phrases.NoTask;
            yield break;
        }

        var results = values
            .Select(result => (result.Instruction, Text: ValueDisplay.Show(result.Value, phrases), Source: ValueDisplay.Sources(result.Value, phrases)))
            .Where(result => result.Text.Length > 0)
            .ToList();
        foreach (var (instruction, text, source) in results)
        {
            var heading = results.Count > 1 && instruction.Length > 0 ? Heading(instruction) : "";
            yield return heading + text + (source.Length == 0 ? "" : $"\n({phrases.From} {source})");
        }

        if (run.Artifacts.Count > 0)
        {
            yield return $"{phrases.Files}: {string.Join(", ", run.Artifacts.Select(file => $"{file.Name} ({file.MediaType}, {Size(file.Size)})"))}";
        }

        if (Caveats(run, phrases) is { } caveats)
        {
            yield return caveats;
        }
        else if (results.Count == 0 && run.Artifacts.Count == 0)
        {
            yield return phrases.NothingCameOut;
        }
    }

    /// <summary>What is poor, and what was not done, and why; null when everything was done well.</summary>
    public static string? Caveats(RunState run, Phrases phrases)
    {
        var poor = run.Snapshot().Values.Where(step => step.Weakness is not null).Select(step => $"• {step.Step.Id} {step.Step.Task}: {step.Model} {step.Weakness}.").ToList();
        string?[] parts = [poor.Count == 0 ? null : $"{phrases.Poor}:\n{string.Join('\n', poor)}", NotDone(run, phrases)];
        return parts.OfType<string>().ToList() is { Count: > 0 } said ? string.Join("\n\n", said) : null;
    }

    private static string? NotDone(RunState run, Phrases phrases)
    {
        var missing = run.Steps.Where(step => step.Status is not StepStatus.Succeeded).Select(step => Missing(step, phrases)).ToList();
        var overdue = run.Steps.Any(step => step is { Status: StepStatus.Cancelled, Reason: "deadline" });
        return missing.Count == 0 ? null : $"{(overdue ? phrases.OutOfTime + "\n" : "")}{phrases.NotDone}:\n{string.Join('\n', missing)}";
    }

    /// <summary>
    /// What was asked for is at the ends of the graph. On the way there, answers to questions are told too, and a text that was only
    /// turned into another medium, such as the words of a speech. A text that became another text was a means.
    /// </summary>
    private bool IsWorthTelling(StepState step, IEnumerable<StepState> takers)
    {
        if (!takers.Any() || !taxonomy.TryGet(step.Step.Task, out var task) || task.Id.EndsWith("question-answering", StringComparison.Ordinal))
        {
            return true;
        }

        return task.Output == Modality.Text
            && takers.All(taker => taker.Status != StepStatus.Succeeded || (taxonomy.TryGet(taker.Step.Task, out var taking) && Modalities.IsMedia(taking.Output)));
    }

    private static string Missing(StepState step, Phrases phrases) => $"• {step.Step.Id} {step.Step.Task}: " + step.Status switch
    {
        StepStatus.Failed => step.Error is { } error && phrases.Failures.TryGetValue(error.Kind, out var failure) ? $"{failure}. {error}" : step.Error?.ToString(),
        StepStatus.Skipped => string.Format(CultureInfo.InvariantCulture, phrases.Skipped, step.Because),
        _ => step.Reason ?? step.Status.ToString().ToLowerInvariant(),
    };

    private static string Heading(string instruction)
    {
        var line = instruction.Trim();
        return line[^1] is '?' or '.' or ':' or '!' or '…' ? line + "\n" : line + ":\n";
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };
}
