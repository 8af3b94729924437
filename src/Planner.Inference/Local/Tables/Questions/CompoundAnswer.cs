namespace Planner.Inference.Local.Tables;

/// <summary>Answers the parts of a question that asks several things, and says which part has no answer.</summary>
internal static class CompoundAnswer
{
    /// <summary>One answer of all parts.</summary>
    /// <param name="parts">The questions, in order.</param>
    /// <param name="answer">Answers one of them.</param>
    public static TableAnswer Of(IReadOnlyList<string> parts, Func<string, TableAnswer> answer)
    {
        var answers = new List<(string Part, TableAnswer Answer)>();
        foreach (string part in parts)
        {
            if (answers.Count > 0 && QuestionParts.AsksOnlyHowMany(part) && answers[^1].Answer is { Figure.Length: > 0 } ranked)
            {
                answers[^1] = (answers[^1].Part, ranked with { Answer = $"{ranked.Answer}, {ranked.Figure}", Figure = "" });
                continue;
            }

            string pointer = answers.Count > 0 ? QuestionParts.PointerIn(part) : "";
            answers.Add((part, QuestionParts.AsksOnlyHowMany(part) ? TableAnswer.None(0.2, "this does not say of what") : pointer.Length > 0 ? TableAnswer.None(0.2, $"'{pointer}' points at another part of the question") : answer(part)));
        }

        if (answers.Count == 1)
        {
            return answers[0].Answer;
        }

        TableAnswer[] found = [.. answers.Select(pair => pair.Answer).Where(one => one.IsAnswered)];
        string explanation = string.Join(' ', answers.Select(pair => $"{Question(pair.Part)} {Sentence(pair.Answer.Explanation)}"));
        return found.Length == 0
            ? TableAnswer.None(answers.Min(pair => pair.Answer.Confidence), explanation)
            : new TableAnswer(
                string.Join('\n', answers.Select(pair => $"{Question(pair.Part)} {Text(pair.Part, pair.Answer)}")),
                found.Length == 1 ? found[0].Aggregator : TableAggregator.None,
                [.. found.SelectMany(one => one.Coordinates)],
                [.. found.SelectMany(one => one.Cells)],
                found.Min(one => one.Confidence),
                explanation);
    }

    private static string Text(string part, TableAnswer answer) =>
        answer.IsAnswered ? answer.Answer
        : part.Any(c => c is >= '\u0400' and <= '\u04FF') ? $"Нет ответа: {answer.Explanation}" : $"No answer: {answer.Explanation}";

    private static string Question(string part) => $"{char.ToUpperInvariant(part[0])}{part[1..]}?";

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
