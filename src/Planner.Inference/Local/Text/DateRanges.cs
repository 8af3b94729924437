using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Dates and times that stand for a stretch of time: "from 5 to 19 January", "Monday to Friday 9 am to 7 pm", "с 10 по 14 ноября".</summary>
internal static partial class DateRanges
{
    private const int Reach = 40;

    /// <summary>The whole stretch that a date or time is an end of; the span itself when it stands alone. Half of a stretch would say something else than the text.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="span">A date or time of the sentence.</param>
    /// <param name="entities">The entities of the sentence, with offsets into the context.</param>
    public static TextSpan Around(string context, TextSpan span, List<EntityMatch> entities)
    {
        var times = entities.FindAll(e => e.Kind is EntityKind.Date or EntityKind.Time).ConvertAll(e => e.Span);
        if (!times.Exists(t => t.Overlaps(span)))
        {
            return span;
        }

        var whole = Ending(context, span, times) ?? span;

        // "Saturday 10 am to 2 pm": the day belongs to its hours, the hours to their day.
        foreach (var time in times)
        {
            var side = Ending(context, time, times) ?? time;
            if (TypedSpans.IsAdjacent(context, side, whole) || TypedSpans.IsAdjacent(context, whole, side))
            {
                whole = new TextSpan(Math.Min(side.Start, whole.Start), Math.Max(side.End, whole.End));
            }
        }

        return whole;
    }

    // The stretch of which the span is the first or the last end.
    private static TextSpan? Ending(string context, TextSpan span, List<TextSpan> times)
    {
        foreach (var other in times)
        {
            if (other.Start >= span.End && IsJoint(context, span, other))
            {
                return WithLead(context, new TextSpan(span.Start, other.End));
            }

            if (other.End <= span.Start && IsJoint(context, other, span))
            {
                return WithLead(context, new TextSpan(other.Start, span.End));
            }
        }

        // "From 5 to 19 January": the first day borrows its month from the second.
        var from = Math.Max(0, span.Start - Reach);
        return OpenDay().Match(context[from..span.Start]) is { Success: true } open ? new TextSpan(from + open.Index, span.End) : null;
    }

    private static bool IsJoint(string context, TextSpan first, TextSpan second)
    {
        if (second.Start - first.End > Reach)
        {
            return false;
        }

        return context[first.End..second.Start].Trim().ToLowerInvariant() switch
        {
            "to" or "till" or "until" or "through" or "по" or "до" or "-" or "–" or "—" => true,
            "and" or "и" => TypedSpans.WordBefore(context, first.Start).Equals("between", StringComparison.OrdinalIgnoreCase)
                || TypedSpans.WordBefore(context, first.Start).Equals("между", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static TextSpan WithLead(string context, TextSpan span)
    {
        var from = Math.Max(0, span.Start - Reach);
        return Lead().Match(context[from..span.Start]) is { Success: true } lead ? new TextSpan(from + lead.Index, span.End) : span;
    }

    [GeneratedRegex(@"(?:(?<!\w)(?:from|between|с|со)\s{1,3}(?:the\s)?" + PatternParts.Day + @"\s{1,3}(?:to|till|until|through|and|по|до)|(?<![\w.,:])" + PatternParts.Day + @"\s{0,3}[-–—])\s{0,3}(?:the\s)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OpenDay();

    [GeneratedRegex(@"(?<!\w)(?:from|between|с|со|между)\s{1,3}(?:the\s)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Lead();
}
