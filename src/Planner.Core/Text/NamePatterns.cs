namespace Planner.Text;

/// <summary>Finds people and places among runs of capitalised words. What decides is a title, initials, a known first name or patronymic, the preposition before, and the length of the run.</summary>
internal static class NamePatterns
{
    private const int MaxWords = 5;

    /// <summary>Lists the people and places of a text in order.</summary>
    /// <param name="text">Any text.</param>
    public static List<EntityMatch> Find(string text)
    {
        var tokens = Tokenizer.Tokenize(text);
        var names = new List<EntityMatch>();
        for (var i = 0; i < tokens.Count;)
        {
            var end = RunEnd(text, tokens, i);
            if (end > i)
            {
                Judge(text, tokens, i, end, names);
            }

            i = Math.Max(end, i + 1);
        }

        AddSurnames(text, tokens, names);
        return names;
    }

    // A surname alone, in any case form, once the full name has been seen: "Дмитрий Менделеев … Менделеев руководил".
    private static void AddSurnames(string text, List<Token> tokens, List<EntityMatch> names)
    {
        var people = names.FindAll(n => n.Kind == EntityKind.Person);
        if (people.Count == 0)
        {
            return;
        }

        var surnames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            foreach (var word in Tokenizer.Words(person.Span.In(text)))
            {
                var part = word.In(person.Span.In(text));
                if (part.Length > 3 && !NameWords.IsFirstName(part) && !NameWords.IsPatronymic(part) && char.IsUpper(part[0]))
                {
                    surnames.Add(Stemmer.Stem(part));
                }
            }
        }

        // "paid to Hale": the preposition spoke for a place, the full name elsewhere says better.
        for (var i = 0; i < names.Count; i++)
        {
            var span = names[i].Span;
            if (names[i].Kind == EntityKind.Place && !PlacePatterns.IsKnown(span.In(text)) && surnames.Contains(Stemmer.Stem(span.In(text))))
            {
                names[i] = new EntityMatch(EntityKind.Person, span);
            }
        }

        var ends = names.ToDictionary(n => n.Span.Start, n => n.Span.End);
        var covered = 0;
        foreach (var token in tokens)
        {
            covered = ends.GetValueOrDefault(token.Start, covered);
            if (token.Start >= covered && token.Length > 3 && char.IsUpper(text[token.Start]) && surnames.Contains(Stemmer.Stem(token.In(text))))
            {
                names.Add(new EntityMatch(EntityKind.Person, new TextSpan(token.Start, token.End)));
            }
        }
    }

    // The run of name parts that starts at a token: words with a capital, initials with their stops, particles in between.
    private static int RunEnd(string text, List<Token> tokens, int start)
    {
        var (i, words) = (start, 0);
        while (i < tokens.Count && words < MaxWords)
        {
            var word = tokens[i].In(text);
            if (tokens[i].Kind != TokenKind.Word || (i > start && !IsGapSmall(text, tokens[i - 1].End, tokens[i].Start)))
            {
                break;
            }

            if (IsCapitalised(word))
            {
                words++;
                var stop = i + 1 < tokens.Count && tokens[i + 1].Start == tokens[i].End && text[tokens[i + 1].Start] == '.';
                i += stop && (word.Length == 1 || NameWords.IsTitle(word)) ? 2 : 1;
            }
            else if (i > start && NameWords.IsParticle(word) && i + 1 < tokens.Count && IsCapitalised(tokens[i + 1].In(text)))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static bool IsCapitalised(ReadOnlySpan<char> word) =>
        char.IsUpper(word[0]) && (word.Length == 1 || char.IsLower(word[^1]) || (word.Length > 2 && NameWords.IsFirstName(word)) || word.Contains('-'));

    private static bool IsGapSmall(string text, int end, int start)
    {
        var gap = text.AsSpan(end, start - end);
        return gap.Length <= 3 && gap.Count('\n') <= 1;
    }

    private static void Judge(string text, List<Token> tokens, int start, int end, List<EntityMatch> names)
    {
        while (start < end && IsOrdinary(text, tokens, start, end))
        {
            start++;
        }

        if (start >= end)
        {
            return;
        }

        var run = new NameRun(text, tokens, start, end);
        var before = start > 0 && tokens[start - 1].Kind == TokenKind.Word ? tokens[start - 1].In(text) : default;
        var kind = run.Kind(before);
        if (kind is { } known)
        {
            names.Add(new EntityMatch(known, new TextSpan(tokens[run.Start].Start, run.EndOffset)));
        }
    }

    // A capital that only starts a sentence, and words that are never part of a name.
    private static bool IsOrdinary(string text, List<Token> tokens, int i, int end)
    {
        var word = tokens[i].In(text);
        if (tokens[i].Kind != TokenKind.Word)
        {
            return true;
        }

        if (word.Length > 1 && (StopWords.Contains(word) || NameWords.IsNever(word) || (end - i > 1 && RoleNouns.ContainsStem(Stemmer.Stem(word)) && !NameWords.IsTitle(word))))
        {
            return true;
        }

        var single = word.Length == 1;
        return single && (i + 1 >= end || tokens[i + 1].Kind == TokenKind.Word);
    }
}
