using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Puts what is asked into the order in which it can be done.</summary>
internal static class AskOrder
{
    private const WordClass Readable = WordClass.Image | WordClass.Page | WordClass.Audio | WordClass.Video;

    /// <summary>Orders by the words, then by "before", "from the …", and by what needs what.</summary>
    public static List<Ask> Apply(RequestText request, Material material, List<Ask> asks)
    {
        var order = new List<Ask>(asks);
        MoveFirst(request, order);
        MoveLanguages(request, order);
        MoveSources(request, order);
        MoveWritersBack(request, material, order);
        MoveMakers(material, order);
        MoveSpeech(request, order);
        MoveForWhom(order);
        return order;
    }

    // "… but brighten it beforehand", «… а перед этим убрать шипение»: before what was said last.
    private static void MoveFirst(RequestText request, List<Ask> order)
    {
        foreach (var ask in order.ToArray())
        {
            var index = order.IndexOf(ask);
            var marked = index > 0 && Enumerable.Range(ask.First, ask.Last - ask.First + 1).Any(i => IsFirstMark(request, i, ask));
            if (marked && (request.Words[order[index - 1].Anchor].Sentence == request.Words[ask.Anchor].Sentence || IsSaidLast(request, ask)))
            {
                order.RemoveAt(index);
                order.Insert(index - 1, ask);
            }
        }
    }

    // "There is no script yet, so write that beforehand": at the end of its sentence it goes for what was said before that.
    private static bool IsSaidLast(RequestText request, Ask ask) => request.Words[ask.Last].Is(WordClass.First) && !request.Words[ask.Last].Is(WordClass.Ordinal)
        && (ask.Last + 1 >= request.Words.Count || request.Words[ask.Last + 1].Sentence != request.Words[ask.Last].Sentence);

    // "first" as a place in a list ("the first picture") is no order.
    private static bool IsFirstMark(RequestText request, int at, Ask ask)
    {
        var word = request.Words[at];
        var atEdge = at == ask.Last || at + 1 == ask.Anchor;
        var pointsBack = request.Words[Math.Min(at + 1, request.Words.Count - 1)].Is(WordClass.Pronoun);
        return word.Is(WordClass.First) && (!word.Is(WordClass.Ordinal) || atEdge)
            && (word.Lower is not ("before" or "перед") || atEdge || pointsBack);
    }

    // "read it aloud in English": what is spoken in a language is translated first; what is written in one, afterwards.
    private static void MoveLanguages(RequestText request, List<Ask> order)
    {
        var words = request.Words;
        for (var i = 1; i < order.Count; i++)
        {
            var (speaks, translates) = (order[i - 1], order[i]);
            if (translates.Mention is { Places.Length: <= 2 } language && language.Places.Any(place => words[place].Is(WordClass.Lang))
                && speaks is { Mention: { } speech, Task: { Output: Modality.Audio, Inputs: [{ Accepts: [Modality.Text] }] } }
                && (IsSaidOfAll(request, order, language) || (words[speech.Last].Sentence == words[language.First].Sentence
                && words[speech.Last].Commas == words[language.First].Commas))
                && !words.Skip(speech.Last + 1).Take(language.First - speech.Last - 1).Any(word => word.Is(WordClass.And)))
            {
                (order[i - 1], order[i]) = (translates, speaks);
            }
        }
    }

    // «Опиши голосом … Это для выставки, по-английски»: a language in a sentence that asks for nothing else.
    private static bool IsSaidOfAll(RequestText request, List<Ask> order, Mention language)
    {
        var sentence = request.Words[language.First].Sentence;
        return !order.Exists(ask => ask.Mention != language && request.Words[ask.Anchor].Sentence == sentence)
            && !request.Words.Any(word => word.Sentence == sentence && word.Is(WordClass.Also));
    }

    // "answer my question using the transcribed audio": what is named as the source comes first.
    private static void MoveSources(RequestText request, List<Ask> order)
    {
        foreach (var ask in order.ToArray())
        {
            foreach (var other in order.ToArray())
            {
                if (other.Anchor > ask.Anchor && order.IndexOf(other) > order.IndexOf(ask) && Feeds(other, ask)
                    && IsSourceOf(request, other, ask))
                {
                    order.Remove(other);
                    order.Insert(order.IndexOf(ask), other);
                    ask.Uses.Add(other);

                    // "Translate the summary of the report into French": what follows the source belongs to the whole.
                    ask.Last = request.Words[other.Last].Sentence == request.Words[ask.Last].Sentence
                        ? Math.Max(ask.Last, other.Last) : ask.Last;
                }
            }
        }
    }

    private static bool IsSourceOf(RequestText request, Ask source, Ask user)
    {
        if (source.Mention is not { } said || user.Mention is not { } mention)
        {
            return false;
        }

        if (said.First < mention.Last)
        {
            return true;
        }

        var words = request.Words;
        if (words[said.First].Sentence != words[mention.Last].Sentence || words[said.First].Commas - words[mention.Last].Commas is not (0 or 1))
        {
            return false;
        }

        // "…, using nothing but embeddings": behind a comma only where the part begins with what it says.
        if (words[said.First].Commas != words[mention.Last].Commas)
        {
            var start = said.First;
            while (start > 0 && words[start - 1].Commas == words[said.First].Commas)
            {
                start--;
            }

            return words[start].Lower is "using" or "based" or "from" or "используя" or "основываясь" or "исходя";
        }

        var between = said.First - mention.Last - 1;
        var from = between > 0 && Enumerable.Range(mention.Last + 1, between).All(i => words[i].Is(WordClass.Filler));
        for (var i = mention.Last + 1; i < said.First; i++)
        {
            if (words[i].Is(WordClass.And))
            {
                return false;
            }

            from |= words[i].Is(WordClass.From);
        }

        return from;
    }

    // "Write an email …; the amounts are in the contract": the text is written when what it needs is known.
    private static void MoveWritersBack(RequestText request, Material material, List<Ask> order)
    {
        if (order.Count < 2 || !Traits.Writes(order[0].Task) || material.Given == WordClass.None)
        {
            return;
        }

        var writer = order[0];
        var until = order.FindIndex(1, ask => ask.Uses.Contains(writer));
        until = until < 0 ? order.Count : until;
        var gathers = 0;
        for (var i = 1; i < until; i++)
        {
            if (order[i].FindsOut || order[i].Task.Inputs.Any(slot => Modalities.IsMedia(slot.Accepts[0])))
            {
                gathers = i;
            }
        }

        if (gathers > 0)
        {
            // "One email, in Japanese": what is said of the text goes with it.
            var with = 1;
            while (with < gathers && order[with] is { FindsOut: false } next && next.Task.Inputs is [{ Accepts: [Modality.Text] }]
                && request.Words[next.Anchor].Sentence == request.Words[writer.Anchor].Sentence)
            {
                with++;
            }

            var moved = order[..with];
            order.RemoveRange(0, with);
            order.InsertRange(gathers - with + 1, moved);
        }
    }

    // A step that needs what only a later one makes waits for it.
    private static void MoveMakers(Material material, List<Ask> order)
    {
        // Two that make what the other needs would wait for each other for ever: each waits once.
        var waited = new HashSet<Ask>();
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var slot in order[i].Task.Inputs.Where(slot => slot.Required && slot.Name != order[i].Task.Prompt))
            {
                var maker = Has(material, order.Take(i), slot)
                    ? -1
                    : order.FindIndex(i + 1, ask => Makes(material, ask, slot) && !ask.Uses.Contains(order[i]));
                if (maker > 0 && waited.Add(order[i]))
                {
                    var waits = order[i];
                    order.RemoveAt(i);
                    order.Insert(maker, waits);
                    i--;
                    break;
                }
            }
        }
    }

    // "Tell her aloud what happens in the video", «хочу услышать, как это по-испански»: speech waits for the words that it speaks.
    private static void MoveSpeech(RequestText request, List<Ask> order)
    {
        for (var i = 0; i + 1 < order.Count; i++)
        {
            var (speaks, next) = (order[i], order[i + 1]);
            if (Traits.Speaks(speaks.Task) && next.Task.Output == Modality.Text && !order.Take(i).Any(ask => ask.Task.Output == Modality.Text)
                && request.Words[speaks.Anchor].Sentence == request.Words[next.Anchor].Sentence
                && !next.Uses.Contains(speaks)
                && !Enumerable.Range(speaks.Anchor, Math.Max(0, next.Anchor - speaks.Anchor))
                    .Any(place => request.Words[place].Is(WordClass.And | WordClass.Then)))
            {
                (order[i], order[i + 1]) = (next, speaks);
            }
        }
    }

    // "He only reads Polish", "she is blind": that goes for the outcome, whatever comes after.
    private static void MoveForWhom(List<Ask> order)
    {
        foreach (var ask in order.Where(ask => ask.Mention?.Cue.ForWhom == true).OrderBy(ask => Traits.Speaks(ask.Task)).ToList())
        {
            order.Remove(ask);
            var speech = Traits.Speaks(ask.Task) ? -1 : order.FindIndex(other => Traits.Speaks(other.Task));
            var makes = order.FindLastIndex(other => other.Task.Output == Modality.Text);
            order.Insert(speech > makes ? speech : order.Count, ask);
        }
    }

    private static bool Has(Material material, IEnumerable<Ask> before, TaskSlot slot) =>
        before.Any(ask => slot.Distance(ask.Task.Output) is not null)
        || slot.Accepts.Any(wanted => (Traits.ClassOf(wanted) & material.Given) != 0)
        || ((material.Given & WordClass.Table) != 0 && slot.Distance(Modality.Table) is not null)
        || (material.Given == WordClass.None && slot.Accepts.Any(wanted => (Traits.ClassOf(wanted) & material.Named) != 0));

    // Where a file can be read for its text, only a step that reads is worth waiting for.
    private static bool Makes(Material material, Ask ask, TaskSlot slot) =>
        slot.Distance(ask.Task.Output) == 0 && !ask.FindsOut
        && (!slot.Accepts.Contains(Modality.Text) || (material.Given & Readable) == 0
            || Traits.Reads(ask.Task, ask.Task.Inputs[0].Accepts[0]));

    // Vectors feed a table as its features, though no slot takes them.
    private static bool Feeds(Ask from, Ask to) => to.Task.Inputs.Any(slot => slot.Distance(from.Task.Output) is < 2)
        || (from.Task.Output == Modality.Vector && to.Task.Inputs is [{ Accepts: [Modality.Table] }]);
}
