namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>How likely a text praises, blames or does neither; the three add up to 1.</summary>
/// <param name="Positive">Praise.</param>
/// <param name="Negative">Blame.</param>
/// <param name="Neutral">Neither, or as much of one as of the other.</param>
internal sealed record SentimentScores(double Positive, double Negative, double Neutral);
