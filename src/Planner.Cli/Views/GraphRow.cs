namespace Planner.Cli.Views;

/// <summary>One line of a drawn graph.</summary>
/// <param name="Before">The lanes left of the step's mark; of a row without a step, the whole line.</param>
/// <param name="StepId">The step whose mark stands here; null on a row that only connects lanes.</param>
/// <param name="After">The lanes right of the mark.</param>
/// <param name="Below">The lanes as they go on under this row, for lines that belong to the same step.</param>
internal sealed record GraphRow(string Before, string? StepId, string After, string Below);
