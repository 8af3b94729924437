using System.Text.RegularExpressions;

namespace Planner.Answering.Claims;

/// <summary>A sentence, row or item with its facts. What is said of each fact is read from what stands around it.</summary>
internal sealed partial class EvidenceLine
{
    /// <summary>Reads a sentence.</summary>
    public EvidenceLine(string text)
        : this(text, FactReader.Read(text))
    {
    }

    /// <summary>Takes facts that were read already.</summary>
    public EvidenceLine(string text, IReadOnlyList<Fact> facts)
    {
        (Text, Facts) = (text, facts);
        Words = [.. Word().Matches(text).Select(match => new LabelWord(match.Value, match.Index, facts.Any(fact => fact is NameFact && fact.Span.Contains(match.Index))))];
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its facts, in order.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>All its words, in order.</summary>
    public IReadOnlyList<LabelWord> Words { get; }

    /// <summary>The words that say what a fact is about: those between its neighbours of the same kind, as far as the next clause.</summary>
    public IReadOnlyList<LabelWord> LabelsOf(Fact fact)
    {
        var before = Facts.LastOrDefault(other => other.Span.End <= fact.Span.Start && other.IsLike(fact));
        var after = Facts.FirstOrDefault(other => other.Span.Start >= fact.Span.End && other.IsLike(fact));
        var start = before is null ? 0 : Boundary(before.Span.End, fact.Span.Start) ?? before.Span.End;
        var end = after is null ? Text.Length : Boundary(fact.Span.End, after.Span.Start) ?? fact.Span.End;
        return [.. Words.Where(word => word.Start >= start && word.Start < end && !fact.Span.Contains(word.Start) && word.SaysSomething)];
    }

    private int? Boundary(int from, int to)
    {
        var match = Clause().Match(Text, from, to - from);
        return match.Success ? match.Index : null;
    }

    [GeneratedRegex(@"[;,)\t—]|(?<!\p{L})(?:and|but|while|whereas|ahead|compared|и|а|но)(?!\p{L})")]
    private static partial Regex Clause();

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*|\d[\p{L}\d]*")]
    private static partial Regex Word();
}
