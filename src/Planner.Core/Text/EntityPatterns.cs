using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>
/// Finds names, amounts, dates and addresses in English and Russian text by pattern. Line breaks inside an entity are allowed. Every
/// pattern has bounded repetition, so the time grows with the length of the text only.
/// </summary>
public static class EntityPatterns
{
    /// <summary>Lists the entities of a text in order. Where two overlap, the kind that stands first in <see cref="EntityKind"/> wins.</summary>
    /// <param name="text">Any text.</param>
    public static List<EntityMatch> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<EntityMatch>();
        Add(found, text, EntityKind.Email, ContactPatterns.Email());
        Add(found, text, EntityKind.Url, ContactPatterns.Url());
        Add(found, text, EntityKind.Money, AmountPatterns.Money());
        Add(found, text, EntityKind.Percent, AmountPatterns.Percent());
        Add(found, text, EntityKind.Date, DatePatterns.Absolute());
        Add(found, text, EntityKind.Date, DatePatterns.Relative());
        Add(found, text, EntityKind.Time, DatePatterns.Time());
        Add(found, text, EntityKind.Duration, AmountPatterns.Duration());
        Add(found, text, EntityKind.Measure, AmountPatterns.Measure());
        Add(found, text, EntityKind.Phone, ContactPatterns.Phone(), ContactPatterns.IsPhone);
        Add(found, text, EntityKind.Organization, OrganizationPatterns.English());
        Add(found, text, EntityKind.Organization, OrganizationPatterns.Russian());
        Add(found, text, EntityKind.Place, PlacePatterns.Address());
        AddNames(found, text);
        Add(found, text, EntityKind.Number, AmountPatterns.Number());
        found.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return found;
    }

    /// <summary>Lists the entities of one kind in order.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="kind">The kind wanted.</param>
    public static List<EntityMatch> Find(string text, EntityKind kind)
    {
        var found = Find(text);
        found.RemoveAll(e => e.Kind != kind);
        return found;
    }

    private static void Add(List<EntityMatch> found, string text, EntityKind kind, Regex pattern, Func<string, bool>? accept = null)
    {
        var taken = Taken(found);
        for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            var span = new TextSpan(match.Index, match.Index + match.Length).Trim(text);
            if (span.Length > 0 && (accept is null || accept(match.Value)) && IsFree(taken, span))
            {
                found.Add(new EntityMatch(kind, span));
            }
        }
    }

    private static void AddNames(List<EntityMatch> found, string text)
    {
        var taken = Taken(found);
        foreach (var name in NamePatterns.Find(text))
        {
            if (IsFree(taken, name.Span))
            {
                found.Add(name);
            }
        }
    }

    private static List<TextSpan> Taken(List<EntityMatch> found)
    {
        var taken = found.ConvertAll(e => e.Span);
        taken.Sort((a, b) => a.Start.CompareTo(b.Start));
        return taken;
    }

    // The spans are sorted and apart from each other, so only the last one that starts before the end can overlap.
    private static bool IsFree(List<TextSpan> taken, TextSpan span)
    {
        var (low, high) = (0, taken.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = taken[middle].Start < span.End ? (middle + 1, high) : (low, middle);
        }

        return low == 0 || taken[low - 1].End <= span.Start;
    }
}
