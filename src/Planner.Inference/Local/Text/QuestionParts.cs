using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// Takes a request apart into the questions that can be answered on their own: what only instructs ("answer from the lease:") is left
/// out, and "when does it end and how much is it" is two questions, for each has its own verb. A frame with one verb ("who must pay what
/// and by when") stays one.
/// </summary>
internal static class QuestionParts
{
    // Between "and" and the question word: "and by when", "и до какого числа".
    private const int MaxLead = 2;

    private static readonly WordList Ands = new("and & ; и");
    private static readonly WordList Leads = new("also then by until from for at in on with to до с со к ко в во на по за от из для у о также теперь");
    private static readonly WordList Openers = new("is are was were do does did can will has have may must should");
    private static readonly WordList Followers = new("the a an it there they he she any this that these my our");

    // After a comma these join a clause rather than ask.
    private static readonly WordList Relatives = new("что как который которая которое которые которого who which that whose");

    /// <summary>The questions, in order; the text itself when there is nothing to part.</summary>
    /// <param name="text">What was asked.</param>
    public static IReadOnlyList<string> Of(string text)
    {
        var asked = WithoutInstruction(text);
        var sentences = SentenceSplitter.Split(asked).Select(s => s.In(asked).ToString()).ToList();
        var questions = sentences.FindAll(s => HasSlot(s) || s.TrimEnd().EndsWith('?'));
        return questions.Count switch
        {
            0 => [asked],
            1 when sentences.Count == 1 => Split(asked),
            _ => [.. questions.SelectMany(Split)],
        };
    }

    // "Answer from the lease: what is the rent?": before the colon nothing is asked, behind it something is.
    private static string WithoutInstruction(string text)
    {
        for (var colon = text.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            var rest = text[(colon + 1)..];
            if (colon + 1 < text.Length && char.IsWhiteSpace(text[colon + 1]) && !HasSlot(text[..colon]) && (HasSlot(rest) || rest.TrimEnd().EndsWith('?')))
            {
                return rest.Trim();
            }
        }

        return text;
    }

    private static bool HasSlot(string text) => QuestionSlots.Words(text).Exists(QuestionSlots.IsQuestionWord);

    private static List<string> Split(string text)
    {
        var tokens = Tokenizer.Tokenize(text);
        if (tokens.Count > 1 && Ands.Contains(tokens[0].In(text).ToString().ToLowerInvariant()))
        {
            return Split(text[tokens[1].Start..]);
        }

        var words = tokens.ConvertAll(t => t.In(text).ToString().ToLowerInvariant());
        var joints = Enumerable.Range(1, Math.Max(0, words.Count - 1)).Where(i => Asks(words, i)).ToList();
        var parts = new List<string>();
        var start = 0;
        foreach (var joint in joints)
        {
            if (words[joint] == "," && !joints.Exists(j => j > joint && words[j] != ","))
            {
                continue;
            }

            var before = text[start..tokens[joint].Start];
            var after = text[tokens[joint].End..];
            var next = joints.Find(j => j > joint);
            var nearest = next > 0 ? text[tokens[joint].End..tokens[next].Start] : after;
            if (QuestionVerbs.Has(before) && QuestionVerbs.Has(nearest) && !Repeats(before, nearest))
            {
                parts.Add(before.Trim(' ', ',', ';'));
                start = tokens[joint].End;
            }
        }

        parts.Add(text[start..].Trim(' ', ',', ';'));
        return parts;
    }

    // Whether another question can begin behind this word.
    private static bool Asks(List<string> words, int joint)
    {
        var comma = words[joint] == ",";
        if ((!comma && !Ands.Contains(words[joint])) || words.IndexOf("between") is >= 0 and var between && between < joint)
        {
            return false;
        }

        var i = joint + 1;
        while (i < words.Count && i <= joint + MaxLead && Leads.Contains(words[i]))
        {
            i++;
        }

        if (i >= words.Count)
        {
            return false;
        }

        return QuestionSlots.IsQuestionWord(words[i])
            ? !comma || !Relatives.Contains(words[i])
            : !comma && i == joint + 1 && Openers.Contains(words[i]) && i + 1 < words.Count
                && (words[joint - 1] == "," || Followers.Contains(words[i + 1]) || words[i + 1].EndsWith("ing", StringComparison.Ordinal));
    }

    // "Who must pay what and by when must it be paid": the verb is the same, so it is one frame.
    private static bool Repeats(string before, string after)
    {
        var (first, second) = (QuestionReader.Read(before).Terms, QuestionReader.Read(after).Terms);
        return second.All(t => first.Any(f => TermMatch.Likeness(f.Stem, t.Stem) > 0));
    }
}
