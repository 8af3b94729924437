using Planner.Catalog;
using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>From mentions to what is asked: doubles become references, clauses get their bounds, open questions their task.</summary>
internal sealed class AskFinder(RequestText request, Material material, TaskTaxonomy taxonomy, WishReview? review)
{
    // By how much a cue must be surer than an earlier one of the same task to say where the task stands.
    private const double Clearer = 0.12;

    // Words with which a question begins even where its mark is missing.
    private static readonly HashSet<string> Interrogatives = new(
        ["who", "what", "when", "where", "why", "which", "whose", "кто", "что", "когда", "где", "почему", "какой", "какая", "какое",
            "какие", "сколько", "чей"],
        StringComparer.Ordinal);

    /// <summary>What the request asks for, in the order of its words.</summary>
    public List<Ask> Find(List<(Mention Mention, double Score)> mentions, List<Mention> results)
    {
        var asks = new List<Ask>();
        var doubles = new List<(Mention Mention, Ask Same)>();
        foreach (var (mention, score) in mentions.Where(pair => !pair.Mention.Cue.ForWhom
            || !mentions.Exists(other => other.Mention.Task == pair.Mention.Task && !other.Mention.Cue.ForWhom)))
        {
            var same = asks.Find(ask => ask.Task == mention.Task);
            if (IsLanguageOfWriting(mention, mentions) || IsLanguageOfSource(mention, mentions) || IsAnswerAgain(mention, asks))
            {
                continue;
            }

            if (same is null || IsAnother(mention, same))
            {
                asks.Add(New(mention, score));
            }
            else if (!results.Exists(result => result.Task == mention.Task && result.Shares(mention))
                && ((Company(mentions, mention) > Company(mentions, same.Mention!) && Company(mentions, same.Mention!) == 1)
                    || mention.Cue.Weight > same.Mention!.Cue.Weight + Clearer
                    || (Telling.Covers(request, same.Mention!) && !Telling.Covers(request, mention))))
            {
                // Said first as a wish, then again among the steps: the steps tell the order.
                asks[asks.IndexOf(same)] = New(mention, Math.Max(score, same.Score));
            }
            else
            {
                doubles.Add((mention, same));
            }
        }

        asks.AddRange(request.Has(LexicalParts.Questions) ? OpenQuestions(mentions) : []);
        review?.Apply(asks);
        asks.Sort((a, b) => (a.Anchor, Traits.Speaks(a.Task)).CompareTo((b.Anchor, Traits.Speaks(b.Task))));
        SetBounds(asks);
        results = [.. results.Where(result => !IsRuledOut(result))];
        foreach (var result in results)
        {
            ShareAmong(asks, result);
        }

        foreach (var (mention, same) in doubles.Concat(results.SelectMany(result => Named(asks, result))))
        {
            if (Around(asks, mention, same) is { } user && user.Task.Inputs.Any(slot => slot.Distance(same.Task.Output) is not null))
            {
                user.Uses.Add(same);
            }
        }

        return asks;
    }

    // "From the full transcript, not the summary".
    private bool IsRuledOut(Mention result) => IsBehind(WordClass.Not, result.First);

    // Articles are read over.
    private bool IsBehind(WordClass kind, int word)
    {
        var before = word - 1;
        while (before > 0 && request.Words[before].Is(WordClass.Filler))
        {
            before--;
        }

        return before >= 0 && request.Words[before].Is(kind) && request.Words[before].Sentence == request.Words[word].Sentence;
    }

    private static Ask New(Mention mention, double score) =>
        new() { Task = mention.Task, Mention = mention, Score = score, First = mention.First, Last = mention.Last };

    // "Write it in English": in the request's own language nothing has to be translated.
    private bool IsLanguageOfWriting(Mention mention, List<(Mention Mention, double Score)> mentions)
    {
        var words = request.Words;
        return mention.Task.Parameters.Any(parameter => parameter.Name == "target_language") && mention.Places.Length <= 2
            && mention.Places.Any(place => Language.OfWord(words[place].Lower)?.Code == request.Language)
            && mentions.Exists(pair => Traits.Writes(pair.Mention.Task) && pair.Mention.Last < mention.First
                && words[pair.Mention.First].Sentence == words[mention.First].Sentence
                    && words[pair.Mention.Last].Commas == words[mention.First].Commas);
    }

    // «Открытка по-польски. Мне перевод на русский»: a language named alone, before the one that is wanted, is what there is.
    private bool IsLanguageOfSource(Mention mention, List<(Mention Mention, double Score)> mentions) =>
        LanguageAlone(mention) is { } own && own != request.Language && !Follows(mention)
        && (IsOfThing(mention, mentions) || mentions.Exists(pair => pair.Mention.Task == mention.Task && pair.Mention.First > mention.Last
            && !pair.Mention.Cue.ForWhom && !IsLanguageOfWriting(pair.Mention, mentions) && LanguageOf(pair.Mention) is { } other && other == request.Language));

    // "The inscription is in Latin. Read and translate it", «два предложения по-русски, запись на английском»: a language of what there is,
    // beside another wish for a translation that is no language of its own.
    private bool IsOfThing(Mention mention, List<(Mention Mention, double Score)> mentions)
    {
        var words = request.Words;
        var before = mention.First - 1;
        var named = before >= 0 && words[before].Sentence == words[mention.First].Sentence && words[before].Is(WordClass.Media | WordClass.Named)
            && (before == 0 || words[before - 1].Sentence != words[before].Sentence || words[before - 1].Commas != words[before].Commas);
        return mentions.Exists(pair => pair.Mention.Task == mention.Task && pair.Mention != mention && !pair.Mention.Cue.ForWhom
            && (LanguageOf(pair.Mention) == request.Language
                ? named
                : LanguageOf(pair.Mention) is null && !IsBehind(WordClass.From, pair.Mention.First) && words[pair.Mention.First].Sentence > words[mention.First].Sentence
                    && !mentions.Exists(other => other.Mention.Last < mention.First && words[other.Mention.First].Sentence == words[mention.First].Sentence)));
    }

    private bool Follows(Mention mention) => mention.First > 0
        && request.Words[mention.First - 1].Sentence == request.Words[mention.First].Sentence
        && request.Words[mention.First - 1].Is(WordClass.And);

    private string? LanguageAlone(Mention mention) => mention.Places.Length <= 2 ? LanguageOf(mention) : null;

    private string? LanguageOf(Mention mention) =>
        mention.Places.Select(place => Language.OfWord(request.Words[place].Lower)?.Code).FirstOrDefault(code => code is not null);

    private int Company(List<(Mention Mention, double Score)> mentions, Mention mention) =>
        mentions.Where(other => request.Words[other.Mention.First].Sentence == request.Words[mention.First].Sentence)
            .Select(other => other.Mention.Task).Distinct().Count();

    // "I have a question about the picture. … Once you have found the answer": an answer to no question of its own is the one asked before.
    private bool IsAnswerAgain(Mention mention, List<Ask> asks) =>
        Traits.Answers(mention.Task) && mention.Places.Any(place => request.Words[place].Stem is "answer" or "ответ")
        && request.QuestionAfter(mention.First) is null && Own(mention.First).Count == 0
        && !request.Questions[request.Words[mention.First].Sentence]
        && asks.Exists(ask => Traits.Answers(ask.Task) && ask.Task != mention.Task && ask.Mention is { } earlier
            && request.Words[earlier.First].Sentence < request.Words[mention.First].Sentence);

    // A task asked for again is meant again only when it has its own object: another question, another language, another file.
    private bool IsAnother(Mention mention, Ask same)
    {
        if (Traits.Answers(mention.Task) && request.QuestionAfter(mention.First) is { } second
            && request.QuestionAfter(same.First) is { } first && first != second)
        {
            return true;
        }

        var (mine, other) = (Own(mention.First), Own(same.First));
        return mine.Count > 0 && other.Count > 0 && !mine.Overlaps(other);
    }

    private HashSet<string> Own(int at)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        var words = request.Words;
        for (var i = at; i < words.Count && words[i].Sentence == words[at].Sentence && words[i].Commas == words[at].Commas; i++)
        {
            if (words[i].File >= 0)
            {
                own.Add(request.Files[words[i].File].Id);
            }

            if (Language.OfWord(words[i].Lower)?.Code is { } code)
            {
                own.Add(code);
            }

            if (i > at && words[i].Is(WordClass.Then))
            {
                break;
            }
        }

        return own;
    }

    private static IEnumerable<(Mention Mention, Ask Same)> Named(List<Ask> asks, Mention result)
    {
        // The latest such result before the words that name it.
        var same = asks.LastOrDefault(ask => ask.Task == result.Task && ask.Anchor < result.First);
        return same is null || (same.Mention?.Shares(result) ?? false) ? [] : [(result, same)];
    }

    // "The answer is wanted twice: aloud and in English": a result named at the head of a sentence goes to all that follow there.
    private void ShareAmong(List<Ask> asks, Mention result)
    {
        var sentence = request.Words[result.First].Sentence;
        var here = asks.Where(ask => request.Words[ask.Anchor].Sentence == sentence).ToList();
        if (here.Count < 2 || here[0].Anchor <= result.Last || asks.LastOrDefault(ask => ask.Task == result.Task && ask.Anchor < result.First) is not { } same)
        {
            return;
        }

        here.Where(ask => !ask.FindsOut).ToList().ForEach(ask => ask.Uses.Add(same));
    }

    // The ask whose clause holds the words.
    private Ask? Around(List<Ask> asks, Mention mention, Ask same) =>
        asks.LastOrDefault(ask => ask != same && ask.Mention is { } own && own.First <= mention.First && own.Last >= mention.Last)
        ?? asks.FindLast(ask => ask != same && ask.First <= mention.First && ask.Last >= mention.Last)
        ?? asks.Find(ask => ask != same && ask.Anchor > mention.Last
            && request.Words[ask.Anchor].Sentence == request.Words[mention.Last].Sentence
            && request.Words[ask.Anchor].Commas == request.Words[mention.Last].Commas);

    private void SetBounds(List<Ask> asks)
    {
        var words = request.Words;
        for (var i = 0; i < asks.Count; i++)
        {
            var ask = asks[i];
            var sentence = words[ask.Anchor].Sentence;
            var start = ask.Anchor;
            var floor = i == 0 ? -1 : asks[i - 1].Mention?.Last ?? asks[i - 1].Last;
            while (start > 0 && start - 1 > floor && words[start - 1].Sentence == sentence && words[start].Commas == words[start - 1].Commas
                && (floor < 0 || words[floor].Sentence != sentence || !words[start - 1].Is(WordClass.And | WordClass.Then)))
            {
                start--;
            }

            var end = Math.Max(ask.Last, ask.Mention?.Last ?? ask.Last);
            var ceiling = i + 1 < asks.Count ? asks[i + 1].Anchor : words.Count;
            while (end + 1 < words.Count && end + 1 < ceiling && words[end + 1].Sentence == sentence)
            {
                end++;
            }

            // What stands between a comma or "and" and the next ask belongs to the next.
            if (end + 1 == ceiling && ceiling < words.Count && words[ceiling].Sentence == sentence)
            {
                for (var j = end; j > (ask.Mention?.Last ?? ask.First); j--)
                {
                    if (words[j].Commas != words[j - 1].Commas || words[j].Is(WordClass.And | WordClass.Then))
                    {
                        end = j - 1;
                        break;
                    }
                }
            }

            (ask.First, ask.Last) = (Math.Min(start, ask.Anchor), end);
            ask.Lead = ask.First;
            while (ask.Lead > 0 && words[ask.Lead - 1].Sentence == sentence && (i == 0 || ask.Lead - 1 > asks[i - 1].Last))
            {
                ask.Lead--;
            }
        }
    }

    private IEnumerable<Ask> OpenQuestions(List<(Mention Mention, double Score)> mentions)
    {
        var words = request.Words;
        for (var i = 0; i < words.Count;)
        {
            var sentence = words[i].Sentence;
            var end = i;
            while (end + 1 < words.Count && words[end + 1].Sentence == sentence)
            {
                end++;
            }

            var first = mentions.Select(pair => pair.Mention.First).Where(place => place >= i && place <= end).DefaultIfEmpty(-1).Min();
            var last = first < 0 ? end : LeadingClause(i, first);
            var marked = first < 0 && sentence < request.Questions.Count && request.Questions[sentence]
                && ((material.Given != WordClass.None && end - i > 1) || words.Skip(i).Take(end - i + 1).Any(w => w.Is(WordClass.Asks)));
            var begun = last > i && Interrogatives.Contains(words[i].Lower) && words[i + 1].Lower is not ("i" or "we" or "я" or "мы");
            var (start, stop) = (i, end);
            marked &= !IsPolite(i);
            begun &= !request.Words.Skip(start).Take(stop - start + 1).Any(w => w.Is(WordClass.Unneeded));
            if ((marked || begun) && request.Asks(i) && QuestionTask(i, last) is { } task && (Traits.Answers(task) || !mentions.Exists(pair => pair.Mention.Task == task)))
            {
                yield return new Ask { Task = task, Score = 0.8, First = i, Last = last, IsQuestion = true };
            }

            i = end + 1;
        }
    }

    // "Can you help me with this?" asks for nothing that was not said.
    private bool IsPolite(int start) =>
        request.Words[start].Lower is "can" or "could" or "would" or "will" && start + 1 < request.Words.Count
        && request.Words[start + 1].Lower is "you" or "anyone" or "somebody";

    // "What is due and read it aloud": the words before the "and" that leads to the first task; -1 when nothing divides them.
    private int LeadingClause(int start, int first)
    {
        var words = request.Words;
        for (var j = first; j > start + 1; j--)
        {
            if (words[j].Commas != words[j - 1].Commas)
            {
                return j - 1;
            }

            if (words[j - 1].Is(WordClass.And))
            {
                return j - 2;
            }
        }

        return -1;
    }

    // What a question is asked of: what it names, otherwise what there is.
    private TaskType? QuestionTask(int first, int last)
    {
        var named = WordClass.None;
        for (var i = first; i <= last; i++)
        {
            named |= request.Words[i].Class & WordClass.Media;
        }

        var of = material.Given == WordClass.None ? named : (named & material.Given) != 0 ? named & material.Given : material.Given;
        // "Do «…» and «…» mean the same?" compares what it quotes.
        if (request.Files.Count == 0 && request.Words.Skip(first).Take(last - first + 1).Count(word => word.Is(WordClass.Quote)) > 1
            && taxonomy.TryGet("sentence-similarity", out var compare))
        {
            return compare;
        }

        if ((of & WordClass.Image) != 0 && (of & WordClass.Page) == 0 && request.Words[first].Lower is "where" or "где"
            && taxonomy.TryGet("zero-shot-object-detection", out var place))
        {
            return place;
        }

        (WordClass Kind, string Task)[] order =
        [
            (WordClass.Page, "document-question-answering"),
            (WordClass.Text, "question-answering"),
            (WordClass.Table, "table-question-answering"),
            (WordClass.Image, "visual-question-answering"),
            (WordClass.Audio, "question-answering"),
            (WordClass.Video, "video-text-to-text"),
        ];
        foreach (var (kind, id) in order)
        {
            if ((of & kind) != 0 && taxonomy.TryGet(id, out var task))
            {
                return task;
            }
        }

        return null;
    }
}
