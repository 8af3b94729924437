namespace Planner.Evaluation;

/// <summary>How well plans match, over some samples.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="NodeF1">Micro F1 over each sample's set of tasks, in percent (n-F1 of TaskBench, arXiv 2311.18760).</param>
/// <param name="EdgeF1">Micro F1 over each sample's set of pairs of tasks where one feeds the other, in percent (e-F1).</param>
public sealed record PlanningFigures(int Samples, double NodeF1, double EdgeF1);
