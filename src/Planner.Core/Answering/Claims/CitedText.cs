using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A part of a sentence and the steps that are cited for it.</summary>
/// <param name="Span">Where it stands in the sentence, its citations included.</param>
/// <param name="Steps">The ids; empty when none is cited.</param>
internal sealed record CitedText(TextSpan Span, IReadOnlyList<string> Steps)
{
    /// <summary>
    /// The parts of a sentence: what stands before neighbouring citations is cited by them; what follows the last belongs to the last, and
    /// so does what stands between when a sentence begins with a citation.
    /// </summary>
    public static IReadOnlyList<CitedText> Parts(string sentence)
    {
        var parts = new List<CitedText>();
        var ids = new List<string>();
        var (start, end) = (0, 0);
        foreach (System.Text.RegularExpressions.Match citation in Citations.Pattern().Matches(sentence))
        {
            if (ids.Count > 0 && sentence.AsSpan(end, citation.Index - end).ContainsAny(s_letters))
            {
                parts.Add(new CitedText(new TextSpan(start, end), [.. ids]));
                start = end;
                ids.Clear();
            }

            ids.AddRange(citation.Groups["id"].Captures.Select(capture => capture.Value));
            end = citation.Index + citation.Length;
        }

        parts.Add(new CitedText(new TextSpan(start, sentence.Length), [.. ids.Distinct()]));
        return parts;
    }

    private static readonly System.Buffers.SearchValues<char> s_letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZабвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789");
}
