namespace Planner.Evaluation;

/// <summary>How good the plans are that a planner is sure enough of: the others would go to a stronger one.</summary>
/// <param name="Threshold">The least confidence, 0 to 1.</param>
/// <param name="CoveragePercent">The share of requests planned with at least that confidence.</param>
/// <param name="RightPercent">The share of those whose set of tasks is exactly right: what confidence claims to be.</param>
/// <param name="ConfidencePercent">Their mean confidence: as good as <paramref name="RightPercent"/> when it is calibrated.</param>
/// <param name="Figures">Their figures.</param>
public sealed record CoverageRow(double Threshold, double CoveragePercent, double RightPercent, double ConfidencePercent, PlanningFigures Figures);
