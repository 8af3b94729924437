namespace Planner.Inference.Local.Tables;

/// <summary>
/// Finds what is counted or measured and is not in the table: "how many bananas", "the most bananas", "the highest temperature". Such a
/// word is what the question is about, and an answer without it answers another question.
/// </summary>
internal static class UnknownThing
{
    /// <summary>The unexplained word that a question asks for, or nothing.</summary>
    public static TextWord? In(QuestionReading reading)
    {
        foreach (Mention mention in reading.Mentions)
        {
            int next = Next(reading, mention.End);
            if (next < reading.Words.Count && reading.Unexplained.Contains(reading.Words[next]) && IsAskedFor(reading, mention, next))
            {
                return reading.Words[next];
            }
        }

        return null;
    }

    private static bool IsAskedFor(QuestionReading reading, Mention mention, int next)
    {
        string word = reading.Words[next].Folded;
        if (mention.Plays(QuestionRole.HowMany) || mention.HintsNumber())
        {
            return next == mention.End && !Inflection.IsRussianVerb(word);
        }

        // An adjective before a column that is known only narrows: "the average monthly total".
        return mention.Plays(QuestionRole.Sum, QuestionRole.Average, QuestionRole.Highest, QuestionRole.Lowest)
            && mention.Columns.Count == 0 && !Inflection.IsRussianVerb(word)
            && !reading.Mentions.Any(other => other.Start == next + 1
                && (other.Columns.Count + other.Values.Count > 0 || other.Plays(QuestionRole.Row)));
    }

    private static bool HintsNumber(this Mention mention) =>
        mention.Roles.Any(phrase => phrase is { Role: QuestionRole.Highest or QuestionRole.Lowest, Hint: "number" });

    private static int Next(QuestionReading reading, int at)
    {
        while (at < reading.Words.Count && reading.Words[at].Folded is "of" or "the" or "a" or "an")
        {
            at++;
        }

        return at;
    }
}
