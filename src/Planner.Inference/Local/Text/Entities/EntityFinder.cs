using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text.Entities;

/// <summary>
/// Labels names, dates, sums and addresses in English and Russian: the patterns of <see cref="EntityPatterns"/>, a gazetteer, and common
/// nouns beside a name. Reads a long text in pieces, because patterns take more than linear time on some hostile ones.
/// </summary>
internal static class EntityFinder
{
    /// <summary>Characters; a longer text is refused.</summary>
    public const int MaxLength = 400_000;

    private const int Piece = 2000;
    private const double Certain = 0.99;
    private const double Listed = 0.9;
    private const double Patterned = 0.85;
    private const double Shaped = 0.6;

    // What is no better than this gives way to anything else in its place.
    private const double Weak = 0.65;

    /// <summary>The entities in order, none overlapping another.</summary>
    public static List<NamedEntity> Find(string text, CancellationToken cancellationToken)
    {
        var found = new List<NamedEntity>();
        for (var start = 0; start < text.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = PieceEnd(text, start);
            found.AddRange(InPiece(text[start..end]).Select(entity => entity with { Span = entity.Span.Shift(start) }));
            start = end;
        }

        return found;
    }

    private static IEnumerable<NamedEntity> InPiece(string text)
    {
        var candidates = new List<NamedEntity>();
        foreach (var match in EntityPatterns.Find(text))
        {
            if (Group(match, text) is { } entity)
            {
                candidates.Add(entity);
            }
        }

        AddShapes(candidates, text, "ORG", NameShapes.Organization());
        AddShapes(candidates, text, "LOC", NameShapes.Place());
        AddListed(candidates, text);

        var taken = new List<NamedEntity>();
        foreach (var candidate in candidates
            .OrderByDescending(entity => entity.Score >= Certain)
            .ThenByDescending(entity => entity.Score > Weak)
            .ThenByDescending(entity => entity.Span.Length)
            .ThenByDescending(entity => entity.Score))
        {
            if (!taken.Exists(entity => entity.Span.Overlaps(candidate.Span)))
            {
                taken.Add(candidate);
            }
        }

        return taken.OrderBy(entity => entity.Span.Start);
    }

    private static NamedEntity? Group(EntityMatch match, string text) => match.Kind switch
    {
        EntityKind.Email => new NamedEntity("EMAIL", match.Span, Certain),
        EntityKind.Url => new NamedEntity("URL", match.Span, Certain),
        EntityKind.Phone => new NamedEntity("PHONE", match.Span, Certain),
        EntityKind.Money => new NamedEntity("MONEY", match.Span, Certain),
        EntityKind.Date => new NamedEntity("DATE", match.Span, Certain),
        EntityKind.Organization => new NamedEntity("ORG", match.Span, Patterned),
        EntityKind.Place => new NamedEntity("LOC", match.Span, Spells(match.Span, text, NameGazetteer.IsPlace) ? Listed : Shaped),
        EntityKind.Person => new NamedEntity("PER", match.Span, Spells(match.Span, text, IsPersonal) ? Listed : Shaped),
        _ => null,
    };

    private static bool IsPersonal(string word) => NameGazetteer.IsFirstName(word) || word.Length == 1;

    private static bool Spells(TextSpan span, string text, Func<string, bool> knows)
    {
        var part = span.In(text).ToString();
        return Tokenizer.Words(part).Exists(token => knows(token.In(part).ToString()));
    }

    private static void AddShapes(List<NamedEntity> candidates, string text, string group, Regex shape)
    {
        foreach (Match match in shape.Matches(text))
        {
            var name = match.Groups["name"];
            candidates.Add(new NamedEntity(group, new TextSpan(name.Index, name.Index + name.Length), Patterned));
        }
    }

    private static void AddListed(List<NamedEntity> candidates, string text)
    {
        var words = Tokenizer.Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].In(text).ToString();
            if (!char.IsUpper(word[0]))
            {
                continue;
            }

            for (var count = 3; count >= 2; count--)
            {
                if (i + count <= words.Count && NameGazetteer.IsPlaceOfSeveral(text[words[i].Start..words[i + count - 1].End]))
                {
                    candidates.Add(new NamedEntity("LOC", new TextSpan(words[i].Start, words[i + count - 1].End), Listed));
                    break;
                }
            }

            var span = new TextSpan(words[i].Start, words[i].End);
            var next = i + 1 < words.Count ? words[i + 1].In(text).ToString() : "";
            if (NameGazetteer.IsOrganization(word))
            {
                // "the Amazon river" and the company.
                candidates.Add(new NamedEntity(next is "river" or "rainforest" or "basin" or "jungle" ? "LOC" : "ORG", span, Listed));
            }
            else if (NameGazetteer.IsFirstName(word))
            {
                candidates.Add(new NamedEntity("PER", Person(text, words, i), Listed));
            }
            else if (NameGazetteer.IsPlace(word))
            {
                candidates.Add(new NamedEntity("LOC", span, Listed));
            }
        }
    }

    // A first name and up to two capitalised words after it on the same line.
    private static TextSpan Person(string text, List<Token> words, int first)
    {
        var last = first;
        while (last + 1 < words.Count && last - first < 2 && text.AsSpan(words[last].End, words[last + 1].Start - words[last].End) is " "
            && char.IsUpper(text[words[last + 1].Start]) && !NameGazetteer.IsOrganization(words[last + 1].In(text).ToString()))
        {
            last++;
        }

        return new TextSpan(words[first].Start, words[last].End);
    }

    // At a blank line, a line, or a space, as late as it can be.
    private static int PieceEnd(string text, int start)
    {
        if (text.Length - start <= Piece)
        {
            return text.Length;
        }

        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", ". ", " "])
        {
            var at = text.LastIndexOf(mark, start + Piece - 1, Piece / 2, StringComparison.Ordinal);
            if (at > start)
            {
                return at + mark.Length;
            }
        }

        var end = start + Piece;
        return char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
