namespace Planner.Planning.Lexical;

/// <summary>The part of a request that belongs to one ask.</summary>
internal sealed class Clause(RequestText request, Ask ask)
{
    private const int LongWording = 16;

    private IEnumerable<Word> Led => request.Words.Skip(ask.Lead).Take(Math.Max(0, ask.Last - ask.Lead + 1));

    private IEnumerable<Word> Words
    {
        get
        {
            for (var i = ask.First; i <= ask.Last && i < request.Words.Count; i++)
            {
                yield return request.Words[i];
            }
        }
    }

    /// <summary>Its own characters.</summary>
    public string Text => request.Words.Count == 0
        ? request.Text.Trim() : request.Slice(ask.First, Math.Min(ask.Last, request.Words.Count - 1)) + Mark;

    /// <summary>
    /// Its words as the request joins them, for people to read: "it in Spanish" is said as "summarise it in Spanish". Its own characters
    /// when that would be a whole paragraph.
    /// </summary>
    public string Wording
    {
        get
        {
            if (request.Words.Count == 0)
            {
                return Text;
            }

            var (first, last) = (ask.First, Math.Min(ask.Last, request.Words.Count - 1));
            while (first > 0 && AreJoined(first - 1, first))
            {
                first--;
            }

            while (last + 1 < request.Words.Count && AreJoined(last + 1, last))
            {
                last++;
            }

            return last - first < LongWording ? request.Slice(first, last) + Mark : Text;
        }
    }

    /// <summary>Whether it is a question in itself rather than an order.</summary>
    public bool IsQuestion => ask.IsQuestion || Next == '?' || (ask.First < request.Words.Count
        && request.Words[ask.First].Is(WordClass.Asks));

    /// <summary>Whether it begins with the words that ask for the task, as an order does.</summary>
    public bool IsOrder => ask.Mention is { } mention && mention.First == ask.First;

    /// <summary>Whether it points back: it, this, его.</summary>
    public bool PointsBack => Words.Any(word => word.Is(WordClass.Pronoun));

    /// <summary>Whether it says by itself what is to be made: "a sound effect of a rainforest at night", and points at nothing made before.</summary>
    public bool DescribesItself
    {
        get
        {
            var words = Words.ToList();
            var of = words.FindIndex(word => word.Lower is "of" or "about" or "showing" or "depicting" or "про");
            return of >= 0 && !PointsBack && !ComesThen && words.Count - of > 2 && words.Skip(of + 1).All(word => !word.Is(WordClass.Media | WordClass.Quote));
        }
    }

    /// <summary>Whether it says that it rests on what was found: "based on that", «исходя из ответа».</summary>
    public bool RestsOnResult
    {
        get
        {
            var words = Led.ToList();
            var rests = words.FindIndex(word => word.Lower is "based" or "given" or "using" or "from" or "with" or "исходя" or "основании" or "основе" or "учетом" or "учитывая" or "опираясь" or "по");
            return rests >= 0 && words.Skip(rests + 1).Take(3).Any(word => word.Is(WordClass.Pronoun) || word.Lower is "both" or "обоих" or "обеих"
                || word.Stem is "answer" or "find" or "ответ" || word.Lower.StartsWith("ответ", StringComparison.Ordinal) || word.Lower.StartsWith("результат", StringComparison.Ordinal));
        }
    }

    /// <summary>Whether it points back at several things: those, both, на них.</summary>
    public bool PointsAtSeveral => Words.Any(word => word.Lower is "those" or "these" or "them" or "both" or "эти" or "этих" or "этим" or "них" or "ними" or "обоих" or "обеих");

    /// <summary>Whether it says that it stands beside the rest, or works on what came with the request.</summary>
    public bool StandsAlone => Led.Any(word => word.Is(WordClass.Also));

    /// <summary>Whether it says that it comes after the rest.</summary>
    public bool ComesThen => Words.Take(3).Concat(Led.Take(2)).Any(word => word.Is(WordClass.Then));

    /// <summary>Whether it speaks of what came with the request.</summary>
    public bool WantsOriginal => Led.Any(word => word.Is(WordClass.Original));

    /// <summary>Whether it gives a file's whole name.</summary>
    public bool NamesFile => Words.Any(word => word.File >= 0);

    /// <summary>The quotations in it.</summary>
    public IEnumerable<int> Literals => Words.Where(word => word.Literal >= 0).Select(word => word.Literal);

    /// <summary>The kinds of thing that it names.</summary>
    public WordClass Media => Words.Aggregate(WordClass.None, (all, word) => all | (word.Class & WordClass.Media));

    /// <summary>Those of some files that it names, by name, by a word of the name or by place ("the second"); empty: none in
    /// particular.</summary>
    public IReadOnlyList<SourceFile> Named(IReadOnlyList<SourceFile> files)
    {
        var named = new List<SourceFile>();
        foreach (var file in files)
        {
            if (Led.Any(word => word.File >= 0 && request.Files[word.File] == file))
            {
                named.Add(file);
            }
        }

        if (named.Count > 0 || files.Count == 0)
        {
            return named;
        }

        var stems = Led.Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        named.AddRange(files.Where(file => SourceFiles.NameStems(file.Name).Any(stems.Contains)
            || SourceFiles.NameParts(file.Name).Any(part => stems.Any(stem => Transliteration.Same(stem, part)))));
        if (named.Count > 0 || files.Count == 1)
        {
            return named;
        }

        foreach (var word in Led.Where(word => word.Is(WordClass.Ordinal)))
        {
            var place = word.Lower is "second" || word.Lower.StartsWith("втор", StringComparison.Ordinal) ? 1
                : word.Lower is "third" || word.Lower.StartsWith("трет", StringComparison.Ordinal) ? 2 : 0;
            if (place < files.Count && !named.Contains(files[place]))
            {
                named.Add(files[place]);
            }
        }

        return named;
    }

    private bool AreJoined(int outer, int inner) =>
        request.Words[outer].Sentence == request.Words[inner].Sentence && request.Words[outer].Commas == request.Words[inner].Commas
        && !request.Words[outer].Is(WordClass.And | WordClass.Then);

    // A question keeps its mark, which is no word; so does a share: "by 20%".
    private string Mark => Next is '?' or '%' ? Next.ToString() : "";

    private char Next => request.Words.Count > 0 && request.Words[Math.Min(ask.Last, request.Words.Count - 1)].End is var end && end < request.Text.Length
        ? request.Text[end]
        : '\0';
}
