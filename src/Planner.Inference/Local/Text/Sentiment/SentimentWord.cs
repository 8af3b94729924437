namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>A word or sign of a clause, and what it adds.</summary>
/// <param name="Text">In lower case, ё written as е.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Strength">From -3 to 3.</param>
/// <param name="IsBreak">Whether a denial before it ends here: a comma, a dash, "but".</param>
internal record struct SentimentWord(string Text, string Stem, double Strength, bool IsBreak)
{
    /// <summary>Whether denials have been dealt with, as in a turn of phrase.</summary>
    public bool IsSettled { get; set; }
}
