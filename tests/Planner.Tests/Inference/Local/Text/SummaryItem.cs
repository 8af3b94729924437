namespace Planner.Tests.Inference.Local.Text;

/// <summary>A labelled text. Every fact is a list of accepted wordings, one of which a good summary of three sentences holds.</summary>
internal sealed record SummaryItem(string Id, string Lang, string Text, IReadOnlyList<IReadOnlyList<string>> Facts)
{
    /// <summary>The share of the facts that a summary holds.</summary>
    public double Share(string summary)
    {
        var flat = string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Facts.Count(f => f.Any(w => flat.Contains(w, StringComparison.OrdinalIgnoreCase))) / (double)Facts.Count;
    }
}
