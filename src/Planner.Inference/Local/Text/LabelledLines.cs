using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Forms, bills and letterheads say things in lines of a label and a value: "Customer number: 778 204 331". A question that names the label wants the value.</summary>
internal static partial class LabelledLines
{
    private const int MostLabelWords = 5;
    private const int MostValueWords = 12;
    private const double LabelScore = 0.9;
    private const double PartLabelScore = 0.6;
    private const double MostOfQuestion = 0.6;

    private const AnswerTypes Unmistakable = AnswerTypes.Date | AnswerTypes.Money | AnswerTypes.Percent | AnswerTypes.Duration | AnswerTypes.Measure
        | AnswerTypes.Email | AnswerTypes.Phone | AnswerTypes.Url | AnswerTypes.Frequency;

    /// <summary>The values whose label the question names.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="text">The question in words.</param>
    /// <param name="question">The question as it was read.</param>
    public static List<TextAnswer> Named(string context, string text, Question question)
    {
        var lines = Lines(context, question).Where(line => line.LabelHeld == 1 && (line.QuestionHeld > MostOfQuestion || Heads(text, line.Label))).ToList();
        var most = lines.Select(line => line.QuestionHeld).DefaultIfEmpty().Max();
        return [.. lines.Where(line => line.QuestionHeld >= most)
            .Select(line => new TextAnswer(TextWhitespace.Collapse(line.Value.In(context)), line.Value.Start, line.Value.End, LabelScore, line.Whole.Start, line.Whole.End))];
    }

    /// <summary>The lines of whose label the question names a part: "what is the meter reading?" of "Meter reading at end: 42 018 kWh". They are quoted whole.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="question">The question as it was read.</param>
    public static List<TextAnswer> PartlyNamed(string context, Question question) =>
        [.. Lines(context, question)
            .Where(line => line.LabelHeld < 1 && line.QuestionHeld == 1)
            .Select(line => new TextAnswer(TextWhitespace.Collapse(line.Whole.In(context)), line.Whole.Start, line.Whole.End, PartLabelScore, line.Whole.Start, line.Whole.End))];

    private static IEnumerable<(string[] Label, TextSpan Value, TextSpan Whole, double LabelHeld, double QuestionHeld)> Lines(string context, Question question)
    {
        if ((question.Types & (AnswerTypes.YesNo | AnswerTypes.Reason)) != 0 || question.IsCompound || question.Terms.Count == 0)
        {
            yield break;
        }

        var all = question.Terms.Sum(term => term.Weight);
        foreach (Match match in Line().Matches(context))
        {
            var label = Stems(match.Groups["label"].Value);
            var value = match.Groups["value"];
            if (label.Length is 0 or > MostLabelWords || !Fits(value.Value, question.Types))
            {
                continue;
            }

            var labelHeld = (double)label.Count(word => question.Terms.Any(term => TermMatch.Likeness(term.Stem, word) > 0)) / label.Length;
            var questionHeld = question.Terms.Where(term => Array.Exists(label, word => TermMatch.Likeness(term.Stem, word) > 0)).Sum(term => term.Weight) / all;
            yield return (label, new TextSpan(value.Index, value.Index + value.Length), new TextSpan(match.Groups["label"].Index, value.Index + value.Length), labelHeld, questionHeld);
        }
    }

    // "What's the account number I should transfer the money to": what is asked for stands directly behind the question word.
    private static bool Heads(string text, string[] label) =>
        Head().Match(text) is { Success: true } head && Stems(head.Groups["head"].Value) is { Length: > 0 } asked
        && Array.TrueForAll(asked, word => QuestionWords.IsGeneric(word) || Array.Exists(label, other => TermMatch.Likeness(word, other) > 0));

    // A sum, a date or a number to call is there or it is not.
    private static bool Fits(string value, AnswerTypes types) =>
        Tokenizer.Words(value).Count <= MostValueWords
        && ((types & Unmistakable) == 0 || (types & AnswerTypes.Number) != 0
            || StemmedSentence.Read(value).Exists(sentence => TypedSpans.Find(value, sentence, EntityPatterns.Find(value), types).Count > 0));

    private static string[] Stems(string text) =>
        [.. StemmedSentence.Read(text).SelectMany(sentence => sentence.Words).Where(word => !word.IsStop).Select(word => word.Stem)];

    [GeneratedRegex(@"^[ \t]*(?<label>\p{L}[^:\n]{1,40}?)[ \t]*:[ \t]+(?<value>[^\s][^\n]{0,200}?)[ \t,;]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(
        @"^\W*(?:what|which|како[йв]\p{L}*|какая|какое|какие)(?:'s|\s(?:is|was|are|were))?\s(?:(?:the|a|an|my|our|your|his|her|their|у\s\p{L}+)\s)?(?<head>.{2,60}?)"
        + @"(?=\s(?:I|we|you|he|she|they|it|that|which|who|to|for|of|in|on|at|from|by|do|does|did|should|must|can|will|я|мы|вы|на|в|для|по|надо|нужно)\b|[?,.;]|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
