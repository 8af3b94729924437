using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>What a text forbids, for questions such as "what is the tenant not allowed to do?".</summary>
internal static partial class Prohibitions
{
    /// <summary>Whether a question asks for what is forbidden and not who or when.</summary>
    /// <param name="text">The question in words.</param>
    public static bool Asked(string text) => Forbids().IsMatch(text);

    /// <summary>Whether a sentence forbids something to whom the question names, or to all.</summary>
    public static bool Holds(string context, StemmedSentence sentence, Question question)
    {
        var match = Forbids().Match(context, sentence.Span.Start, sentence.Span.Length);
        if (!match.Success)
        {
            return false;
        }

        // "The landlord must not enter" binds another than the tenant who is asked for.
        var bound = sentence.Words.Where(w => w.Span.End <= match.Index && RoleNouns.ContainsStem(w.Stem)).Select(w => w.Stem).ToList();
        var asked = question.Terms.Where(t => RoleNouns.ContainsStem(t.Stem)).Select(t => t.Stem).ToList();
        return bound.Count == 0 || asked.Count == 0 || bound.Exists(b => asked.Exists(a => TermMatch.Likeness(a, b) > 0));
    }

    [GeneratedRegex(
        @"\b(?:(?:must|may|shall|can|could|should|will)\s(?:the\s\p{L}{1,20}\s)?not\b|cannot\b|can't\b|mustn't\b|(?:not|n't)\s(?:be\s)?(?:allowed|permitted|entitled|to\sbe)\b|forbidden\b|prohibit(?:ed|s)\b|is\sbanned\b"
        + @"|запрещ\p{L}{2,8}|запрещен\p{L}{0,2}|нельзя\b|не\s(?:вправе|допускается|разрешается|может|могут|должен|должна|должны|имеет\sправа|имеют\sправа)(?!\p{L}))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Forbids();
}
