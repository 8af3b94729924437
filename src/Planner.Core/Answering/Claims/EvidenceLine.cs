using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A sentence, record or item with its facts. What is said of each fact is read from what stands around it.</summary>
internal sealed partial class EvidenceLine
{
    /// <summary>Reads a sentence.</summary>
    public EvidenceLine(string text)
        : this(text, FactReader.Read(text), [])
    {
    }

    /// <summary>Takes the facts of a record, which were read cell by cell.</summary>
    public EvidenceLine(string text, IReadOnlyList<Fact> facts, IReadOnlyList<RecordCell> cells)
    {
        (Text, Facts, Cells) = (text, facts, cells);
        Words = Read(text, index => facts.Any(fact => fact is NameFact { IsSure: true } && fact.Span.Contains(index)));
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its facts, in order.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>The cells of a record; of a sentence none.</summary>
    public IReadOnlyList<RecordCell> Cells { get; }

    /// <summary>All its words, in order.</summary>
    public IReadOnlyList<LabelWord> Words { get; }

    /// <summary>The words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">Whether a name stands at that place.</param>
    public static IReadOnlyList<LabelWord> Read(string text, Predicate<int> isName)
    {
        var label = Label().Match(text).Length;
        return [.. Word().Matches(text).Select(match => new LabelWord(match.Value, match.Index, isName(match.Index) || (match.Index < label && !StopWords.Contains(match.Value)) || Letter().IsMatch(text, match.Index) || (char.IsDigit(match.Value[0]) && NumberedNouns.Before().IsMatch(text.AsSpan(0, match.Index)))))];
    }

    /// <summary>Its clauses whose sense is plain; to be asked for once the names are recognised.</summary>
    public IReadOnlyList<Clause> Clauses => field ??= [.. Claims.Clause.Of(this)];

    /// <summary>The words of its sure names.</summary>
    public IEnumerable<LabelWord> Names => Words.Where(word => word.IsName);

    /// <summary>Takes a word that a sentence begins with for a name when it is known as one.</summary>
    /// <param name="names">The stems of what is known as a name.</param>
    public void Recognise(IReadOnlySet<string> names)
    {
        foreach (var word in Facts.OfType<NameFact>().Where(name => !name.IsSure).SelectMany(name => Words.Where(word => name.Span.Contains(word.Start))))
        {
            word.IsName = names.Contains(word.Stem);
        }
    }

    /// <summary>
    /// The words that say what a fact is about. In a sentence those between its neighbours of the same kind, as far as the next clause, and in
    /// brackets those before them too; without any, those of the neighbour before; in a record all of it and the column's name.
    /// </summary>
    public IReadOnlyList<LabelWord> LabelsOf(Fact fact)
    {
        if (Cells.FirstOrDefault(cell => cell.Span.Contains(fact.Span.Start)) is { } own)
        {
            return own.Column is null ? [] : [.. Words.Where(word => !fact.Span.Contains(word.Start)).Concat(own.Column).Where(word => word.SaysSomething)];
        }

        var before = Facts.LastOrDefault(other => other.Span.End <= fact.Span.Start && IsNeighbour(other, fact) && !Range().IsMatch(Text.AsSpan(other.Span.End..fact.Span.Start)));
        var after = Facts.FirstOrDefault(other => other.Span.Start >= fact.Span.End && IsNeighbour(other, fact) && !Range().IsMatch(Text.AsSpan(fact.Span.End..other.Span.Start)));
        var start = before is null ? OwnClause(fact.Span.Start) : Boundary(before.Span.End, fact.Span.Start) ?? before.Span.End;
        var end = Boundary(fact.Span.End, after?.Span.Start ?? Text.Length) ?? (after is null ? Text.Length : fact.Span.End);
        var open = Text.LastIndexOf('(', fact.Span.Start);
        var outer = open < 0 || Text.AsSpan(open, fact.Span.Start - open).Contains(')') ? open : Clause().Matches(Text[..open]).LastOrDefault()?.Index ?? 0;
        List<LabelWord> labels = [.. Words.Where(word => ((word.Start >= start && word.Start < end) || (word.Start >= outer && word.Start < open)) && !fact.Span.Contains(word.Start) && word.SaysSomething)];
        return labels.Count == 0 && before is not null ? LabelsOf(before) : labels;
    }

    // A year names a time and parts nothing.
    private static bool IsNeighbour(Fact other, Fact fact) => other.IsLike(fact) && other is not NumberFact { Unit.Dimension: "", Value: >= 1900 and < 2100, Step: 1 };

    // "A is cheap, but B has a guarantee of seven years": the last clause that names someone.
    private int OwnClause(int end) => Turn().Matches(Text[..end]).Select(match => match.Index).LastOrDefault(start => Words.Any(word => word.IsName && word.Start > start && word.Start < end));

    private int? Boundary(int from, int to)
    {
        var match = Clause().Match(Text, from, to - from);
        return match.Success ? match.Index : null;
    }

    [GeneratedRegex(@"[;()\t]|,(?!\d)|\n(?=\s*[\p{Lu}\d*•-])|(?<!\p{L})(?:and|but|while|whereas|ahead|compared|и|а|но)(?!\p{L})")]
    private static partial Regex Clause();

    // "Anna: book the room".
    [GeneratedRegex(@"^[-–—•*\s]*\p{Lu}\p{L}+(?:\s\p{L}+){0,2}:(?=\s)")]
    private static partial Regex Label();

    // "Pump B": a letter that tells one from another, no initial; "за — 12": a side of a vote.
    [GeneratedRegex(@"\G(?:(?<=\p{L} )[A-HJ-ZА-ЖЙ-ТФ-Ю](?![\p{L}\d.’'])|[Зз]а(?=\s*[—–:]|\s\d))")]
    private static partial Regex Letter();

    [GeneratedRegex(@"[;]|(?<!\p{L})(?:but|while|whereas|а|но)(?!\p{L})")]
    private static partial Regex Turn();

    // What is said of "1907 to 1912" is said of both.
    [GeneratedRegex(@"^\s*(?:[-–—]|to|till|until|по|до)\s*(?:\p{L}+\s+)?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*|\d[\p{L}\d]*")]
    private static partial Regex Word();
}
