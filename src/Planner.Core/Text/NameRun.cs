namespace Planner.Text;

/// <summary>One run of capitalised words, and what it names.</summary>
internal readonly ref struct NameRun
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens;
    private readonly int _end;

    public NameRun(ReadOnlySpan<char> text, List<Token> tokens, int start, int end)
    {
        _text = text;
        _tokens = tokens;
        _end = end;
        while (start < end - 1 && (NameWords.IsTitle(tokens[start].In(text)) || tokens[start].Kind == TokenKind.Symbol))
        {
            HasTitle = true;
            start++;
        }

        Start = start;
    }

    /// <summary>Index of the first token of the name, after any title.</summary>
    public int Start { get; }

    /// <summary>Offset just after the name.</summary>
    public int EndOffset => _tokens[_end - 1].End;

    private bool HasTitle { get; }

    /// <summary>Person, place or, when nothing speaks for either, null.</summary>
    /// <param name="before">The word before the run, or empty.</param>
    public EntityKind? Kind(ReadOnlySpan<char> before)
    {
        var (words, initials, personal) = (0, 0, HasTitle);
        for (var i = Start; i < _end; i++)
        {
            var word = _tokens[i].In(_text);
            if (_tokens[i].Kind != TokenKind.Word || NameWords.IsParticle(word))
            {
                continue;
            }

            words += word.Length > 1 ? 1 : 0;
            initials += word.Length == 1 ? 1 : 0;
            personal |= NameWords.IsFirstName(word) || NameWords.IsPatronymic(word);
        }

        if (words == 0)
        {
            return null;
        }

        var last = _tokens[_end - 1].Kind == TokenKind.Word ? _tokens[_end - 1].In(_text) : _tokens[Start].In(_text);
        var preposition = PlacePatterns.IsPreposition(before);
        if (!HasTitle && (PlacePatterns.IsEndNoun(last) || (PlacePatterns.IsKnown(last) && (words == 1 || !personal)) || (preposition && !personal && initials == 0)))
        {
            return words == 1 && PlacePatterns.IsEndNoun(last) ? null : EntityKind.Place;
        }

        var plausible = words >= 2 && words <= 4 && !StartsWithAdjective();
        return personal || (initials > 0 && words <= 2) || plausible ? EntityKind.Person : null;
    }

    // "Главный институт", "Арбитражный суд": an adjective that opens a title, not a surname before a first name.
    private bool StartsWithAdjective()
    {
        var first = _tokens[Start].In(_text);
        return first.EndsWith("ый") || first.EndsWith("ая") || first.EndsWith("ое") || first.EndsWith("ной")
            || first.EndsWith("ские") || first.EndsWith("ской") || first.EndsWith("ного") || first.EndsWith("ные");
    }
}
