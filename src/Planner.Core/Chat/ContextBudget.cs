namespace Planner.Chat;

/// <summary>
/// Shares a model's context among the parts of a prompt. What must be whole is whole or nothing is sent; the rest gets what it needs, and
/// where that is too much, those that are too long share evenly, by weight, what the shorter ones leave (max-min fairness).
/// </summary>
/// <param name="counter">Counts.</param>
/// <param name="model">For which model.</param>
/// <param name="replyTokens">How many tokens are kept free for the reply.</param>
public sealed class ContextBudget(TokenCounter counter, ChatModel model, int replyTokens)
{
    // Message frames and the marks around data.
    private const int FrameTokens = 12;

    /// <summary>How many tokens the prompt may have.</summary>
    public int Available => Math.Max(counter.LimitOf(model) - Math.Min(replyTokens, counter.LimitOf(model) / 2), 1);

    /// <summary>How many tokens each part may have, in order; of one that fits, all that it has.</summary>
    /// <exception cref="PromptTooLongException">What must be whole does not fit.</exception>
    public IReadOnlyList<int> Share(IReadOnlyList<ContextPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var needs = parts.Select(part => counter.Count(part.Text, model.Id) + FrameTokens).ToArray();
        var whole = parts.Zip(needs).Where(pair => pair.First.Whole).Sum(pair => pair.Second);
        if (whole > Available)
        {
            throw new PromptTooLongException(whole, Available, model.Id);
        }

        var shares = (int[])needs.Clone();
        var left = (double)(Available - whole);
        var open = Enumerable.Range(0, parts.Count).Where(i => !parts[i].Whole).OrderBy(i => needs[i] / parts[i].Weight).ToList();
        var weight = open.Sum(i => parts[i].Weight);
        foreach (var i in open)
        {
            shares[i] = (int)Math.Min(needs[i], left * parts[i].Weight / weight);
            left -= shares[i];
            weight -= parts[i].Weight;
        }

        return shares;
    }

    /// <summary>The text if it has no more tokens than that, else its beginning and its end with a note of what is missing between; empty when nothing sensible is left.</summary>
    public string Cut(string text, int tokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        var needed = counter.Count(text, model.Id);
        if (needed <= tokens - FrameTokens)
        {
            return text;
        }

        // Beginnings say more than ends; headings and totals stand at both.
        var room = (int)((long)text.Length * Math.Max(tokens - (2 * FrameTokens), 0) / Math.Max(needed, 1));
        if (room < 40)
        {
            return "";
        }

        var head = AtSpace(text, room * 6 / 10, -1);
        var tail = AtSpace(text, text.Length - (room * 4 / 10), 1);
        return $"{text[..head]}\n[… {tail - head} characters left out …]\n{text[tail..]}";
    }

    private static int AtSpace(string text, int at, int step)
    {
        for (var i = at; i > 0 && i < text.Length && Math.Abs(i - at) < 40; i += step)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i;
            }
        }

        return char.IsLowSurrogate(text[at]) ? at + step : at;
    }
}
