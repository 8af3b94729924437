using Planner.Artifacts;
using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>What follows an answer: why the run failed, the files, one line with figures.</summary>
internal static class RunEnd
{
    // Nine random characters tell a person's runs apart, and are short enough to type.
    private const int ShortId = 11;

    /// <summary>As much of a run's id as tells it from others.</summary>
    public static string Short(string runId) => runId[..Math.Min(runId.Length, ShortId)];

    /// <summary>The lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">Whether to say how it ended.</param>
    /// <param name="artifacts">The files that it made.</param>
    /// <param name="paths">Where they were saved, by their ids; null: they were not.</param>
    /// <param name="save">What saves them; null: the command.</param>
    public static IEnumerable<Line> Draw(RunState run, bool outcome, IReadOnlyList<Artifact> artifacts, IReadOnlyDictionary<string, string>? paths, string? save = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (outcome && Outcome(run) is { } said)
        {
            yield return said;
        }

        // An answer that names a file has told of it; only where it was saved is left to say.
        foreach (var artifact in artifacts.Where(artifact => paths is not null || !run.Answer.Contains(artifact.Name, StringComparison.Ordinal)))
        {
            yield return new Line().Add(artifact.Name, StatusStyle.Strong)
                .Add($"  {artifact.MediaType}, {Format.Bytes(artifact.Size)}  ", StatusStyle.Dim).Add(paths?.GetValueOrDefault(artifact.Id) ?? "");
        }

        var id = Short(run.RunId);
        var line = new Line().Add($"run {id}", StatusStyle.Dim);
        if (run.Seconds is { } seconds)
        {
            line.Add($" · {Format.Seconds(seconds)}", StatusStyle.Dim);
        }

        var next = artifacts.Count == 0 || paths is not null ? $"planner show {id}" : $"{save ?? $"planner show {id} --out DIR"} saves the files";
        yield return line.Add($" · {Format.Cost(run.CostUsd)} · {next}", StatusStyle.Dim);
    }

    // A step's own failure stands under the step; what is not about a step is said here.
    private static Line? Outcome(RunState run) => run switch
    {
        { Failure: { Kind: RunFailureKind.CannotRun } } => new Line().Add("failed: nothing here can run what was asked; planner doctor says what is missing", StatusStyle.Bad),
        { Failure: { } failure } when run.Steps.All(step => step.Error is null) || failure.Kind == RunFailureKind.Deadline =>
            new Line().Add("failed: ", StatusStyle.Bad).Add(TerminalText.OneLine(failure.Message)),
        { Failure: not null } => new Line().Add("failed; the plan above says why", StatusStyle.Bad),
        { Status: RunStatus.Cancelled } => new Line().Add("cancelled; what was done is kept", StatusStyle.Warn),
        { Partial: true } => new Line().Add("some steps gave nothing; the plan above says why", StatusStyle.Warn),
        _ => null,
    };
}
