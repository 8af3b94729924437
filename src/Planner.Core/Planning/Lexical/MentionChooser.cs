using System.Numerics;
using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Of all the cues that fit somewhere, chooses those that the request means.</summary>
internal sealed class MentionChooser(RequestText request, Material material)
{
    /// <summary>The least score at which a mention counts.</summary>
    public const double Threshold = 0.6;

    private const WordClass Readable = WordClass.Image | WordClass.Page | WordClass.Audio | WordClass.Video;

    private const double AtHand = 0.3;
    private const double InSentence = 0.2;
    private const double InFocus = 0.12;
    private const double Missing = 0.35;
    private const double PerWord = 0.03;
    private const double PerGap = 0.025;
    private const double Told = 0.3;
    private const double Specific = 0.08;
    private const int Ahead = 6;
    private const double Vague = 0.65;
    private const double Clearer = 0.1;
    private const double Near = 0.1;
    private const double Clear = 0.9;

    /// <summary>At how many places another task was nearly as likely as the chosen one, after <see cref="Choose"/>.</summary>
    public int Rivals { get; private set; }

    /// <summary>The mentions that count, in the order of their first words.</summary>
    public List<(Mention Mention, double Score)> Choose(List<Mention> found)
    {
        found.RemoveAll(mention => (mention.Cue.Bars & material.Given) != 0);
        var blocks = found.Where(mention => mention.Cue.Blocks && (mention.Cue.Needs == WordClass.None || (mention.Cue.Needs & material.Given) != 0))
            .ToList();
        var open = found
            .Where(mention => !mention.Cue.Blocks && !blocks.Exists(block => Blocks(block, mention)))
            .OrderBy(mention => mention.First)
            .ToList();
        open.RemoveAll(mention => open.Exists(other => IsInterruptedBy(mention, other)));
        var chosen = new List<(Mention Mention, double Score)>();
        var produced = WordClass.None;
        var focus = WordClass.None;
        while (open.Count > 0)
        {
            var cluster = Cluster(open);
            var rated = cluster.Select(mention => (Mention: mention, Score: Score(mention, produced, focus))).ToList();
            foreach (var (mention, score) in rated.OrderByDescending(pair => pair.Score))
            {
                var same = chosen.FindIndex(other => other.Mention.Task == mention.Task && other.Mention.Shares(mention));
                if (score >= Threshold && same >= 0)
                {
                    // Another way to say the same: its words are spoken for, too.
                    chosen[same] = (chosen[same].Mention.With(mention), chosen[same].Score);
                    cluster.Add(chosen[same].Mention);
                }
                else if (score >= Threshold
                    && chosen.TrueForAll(other => Compatible(mention, other.Mention) && !AsksTwice(mention, other.Mention)))
                {
                    chosen.Add((mention, score));
                }
            }

            Rivals += IsRivalled(rated, chosen) ? 1 : 0;
            open.RemoveAll(cluster.Contains);
            foreach (var (mention, _) in chosen.Where(pair => cluster.Contains(pair.Mention)))
            {
                var made = mention.Cue.ForWhom ? WordClass.None : Traits.ClassOf(mention.Task.Output);
                produced |= made;

                // An answer is seldom what the next wish is about.
                focus = made == WordClass.None || Traits.Answers(mention.Task) ? focus : made;
            }
        }

        var sorts = request.Has(LexicalParts.Vagueness);
        chosen.RemoveAll(pair => chosen.Exists(other => IsClassOf(pair.Mention, other.Mention) || Hears(other.Mention, pair.Mention)));
        chosen.RemoveAll(pair => sorts && chosen.Exists(other => IsWhatIsAsked(other.Mention, pair.Mention)));
        chosen.RemoveAll(pair => sorts && chosen.Exists(other => Outshines(other.Mention, pair.Mention)));
        chosen.RemoveAll(pair => sorts && (chosen.Exists(other => IsSameThing(other.Mention, pair.Mention))
            || IsOfEarlier(pair.Mention, chosen) || IsIndirect(pair.Mention, chosen)));
        return [.. chosen.Where(pair => !IsMaterial(pair.Mention, chosen) && !(sorts && (IsContent(pair.Mention, chosen) || IsWritten(pair.Mention, chosen)))).OrderBy(pair => pair.Mention.First)];
    }

    // «Сделай картинку и переведи объявление»: a cue does not reach over the next wish.
    private bool IsInterruptedBy(Mention mention, Mention other) => other.Task != mention.Task && other.Cue.Weight >= Clear
        && other.First > mention.First && other.Last < mention.Last && !mention.Shares(other)
        && mention.Places.AsSpan().BinarySearch(other.First) == mention.Places.AsSpan().BinarySearch(other.Last)
        && request.Words[other.First - 1].Is(WordClass.And | WordClass.Then);

    // "Refund, complaint or spam?": a class is not asked for by itself.
    private bool IsClassOf(Mention mention, Mention choice)
    {
        var at = Array.FindIndex(choice.Places, place => request.Words[place].Is(WordClass.Choice));
        if (at < 0 || mention == choice || mention.Shares(choice))
        {
            return false;
        }

        var start = choice.Places[at];
        var items = ChoiceFinder.Items(request.Words, start);
        return items.Count > 0 && mention.First >= start && mention.Last <= items[^1].Last;
    }

    // "Is it a dog, a fox or an owl that barks?": of a recording, classes of sounds are no classes of words.
    private bool Hears(Mention sound, Mention choice) => (material.Given & WordClass.Text) == 0
        && sound.Task is { Output: Modality.Labels, Inputs: [{ Accepts: [Modality.Audio, ..] }] }
        && choice.Task is { Output: Modality.Labels, Inputs: [{ Accepts: [Modality.Text] }, ..] }
        && choice.Places.Any(place => request.Words[place].Is(WordClass.Choice))
        && request.Words[sound.First].Sentence == request.Words[choice.First].Sentence;

    private static bool IsRivalled(List<(Mention Mention, double Score)> rated, List<(Mention Mention, double Score)> chosen)
    {
        var best = rated.Max(pair => pair.Score);
        return best >= Threshold && rated.Exists(pair => pair.Score >= Math.Max(Threshold, best - Near)
            && !chosen.Exists(other => other.Mention.Task == pair.Mention.Task && other.Mention.Shares(pair.Mention)));
    }

    // What looks like a task but is not, unless more words say that it is: "in Spanish" of "a summary of the article in Spanish".
    private static bool Blocks(Mention block, Mention mention) => block.Task == mention.Task && block.Shares(mention)
        && (mention.Places.Length <= block.Places.Length || block.Places.Except(mention.Places).Any());

    // A word that may hint at a task hints at nothing beside one that says what is wanted: "mark my elbows", "count on next month".
    private bool Outshines(Mention clear, Mention vague)
    {
        if (vague.Cue.Weight > Vague || vague.Places.Length > 1 || clear.Cue.Weight < vague.Cue.Weight + Clearer || vague.Cue.ForWhom || clear.Cue.ForWhom)
        {
            return false;
        }

        var words = request.Words;
        var (first, second) = clear.First < vague.First ? (clear, vague) : (vague, clear);
        return words[first.First].Sentence == words[second.First].Sentence
            && (second.First <= first.Last || (words[first.Last].Commas == words[second.First].Commas
                && !Enumerable.Range(first.Last + 1, second.First - first.Last - 1).Any(i => words[i].Is(WordClass.And | WordClass.Then))));
    }

    // "Tell me if they are similar", "tell me in brief what it says": asking is only the manner of what another task finds or makes.
    private bool IsWhatIsAsked(Mention point, Mention asks)
    {
        if (!Traits.Answers(asks.Task) || Traits.Answers(point.Task) || asks.Places.Any(place => request.Words[place].Literal >= 0))
        {
            return false;
        }

        var words = request.Words;
        var within = point.First > asks.First && point.Last < asks.Last;
        var follows = point.First > asks.Last && Traits.FindsOut(point.Task) && words[point.First].Sentence == words[asks.Last].Sentence
            && words[point.First].Commas == words[asks.Last].Commas && request.QuestionAfter(asks.First) is null
            && Enumerable.Range(asks.Last, point.First - asks.Last).All(i => !words[i].Is(WordClass.And | WordClass.Then));
        return within || (follows && (words[asks.Last].Is(WordClass.Asks | WordClass.Wants)
            || Enumerable.Range(asks.Last + 1, point.First - asks.Last - 1).All(i => words[i].Is(WordClass.Filler | WordClass.From))));
    }

    // "… then paint her dress on the repaired copy": what an earlier wish makes, not a new one.
    private bool IsOfEarlier(Mention mention, List<(Mention Mention, double Score)> chosen) =>
        mention.Places is [var only] && only > 0 && request.Words[only].Is(WordClass.Pronoun)
        && chosen.Exists(other => other.Mention.Last < only && other.Mention.Task.Output == mention.Task.Output);

    // "Explain step by step, how it is solved": an indirect question is what is to be explained.
    private bool IsIndirect(Mention asks, List<(Mention Mention, double Score)> chosen)
    {
        var words = request.Words;
        return Traits.Answers(asks.Task) && words[asks.First].Is(WordClass.Asks) && asks.First > 0 && words[asks.First - 1].Commas == words[asks.First].Commas - 1
            && chosen.Exists(other => other.Mention.Task is { Prompt: not null, Output: Modality.Text } && !Traits.Answers(other.Mention.Task)
                && other.Mention.Last < asks.First && words[other.Mention.Last].Sentence == words[asks.First].Sentence
                && words[other.Mention.Last].Commas == words[asks.First].Commas - 1);
    }

    // "Find the red bag and put a frame round it", «где на снимке локти? Нужны точки»: places of one thing are looked for once.
    private bool IsSameThing(Mention kept, Mention again)
    {
        var words = request.Words;
        if (kept.Task == again.Task || words[kept.First].Sentence != words[again.First].Sentence || !Locates(kept.Task) || !Locates(again.Task))
        {
            return false;
        }

        var end = again.Last;
        while (end + 1 < words.Count && words[end + 1].Sentence == words[again.First].Sentence && words[end + 1].Commas == words[again.Last].Commas)
        {
            end++;
        }

        var points = again.First > kept.Last && end - again.Last <= 2
            && Enumerable.Range(again.First, end - again.First + 1).Any(i => words[i].Is(WordClass.Pronoun));
        return points || (words[again.First].Lower is "where" or "где" && kept.First > again.First && !words[kept.First].Is(WordClass.And));
    }

    private static bool Locates(TaskType task) => task.Output == Modality.Boxes || task.Id == "keypoint-detection";

    // "Write a plan for the team": what is written is no wish of its own.
    private bool IsWritten(Mention mention, List<(Mention Mention, double Score)> chosen)
    {
        var words = request.Words;
        return mention.Task is { Prompt: not null, Output: Modality.Text } && !Traits.Answers(mention.Task) && !Traits.Writes(mention.Task)
            && chosen.Exists(other => Traits.Writes(other.Mention.Task) && other.Mention.Last < mention.First && other.Mention.Cue.Weight >= Clear
                && words[other.Mention.First].Sentence == words[mention.First].Sentence && words[other.Mention.Last].Commas == words[mention.First].Commas
                && !Enumerable.Range(other.Mention.Last + 1, mention.First - other.Mention.Last - 1).Any(i => words[i].Is(WordClass.And | WordClass.Then)));
    }

    // "Explain what to do in order to change the socket": the purpose is part of what is to be explained.
    private bool IsContent(Mention mention, List<(Mention Mention, double Score)> chosen)
    {
        var words = request.Words;
        return mention.Task.Output != Modality.Audio && chosen.Exists(other => other.Mention.Last < mention.First && other.Mention.Task.Prompt is not null
            && other.Mention.Task.Output == Modality.Text && words[other.Mention.First].Sentence == words[mention.First].Sentence
            && Enumerable.Range(other.Mention.Last + 1, mention.First - other.Mention.Last - 1).Any(i =>
                words[i].Lower is "чтобы" or "чтоб" || (words[i].Lower == "how" && words[i + 1].Lower == "to")));
    }

    // A quoted question is not to be answered when it is what another task works on: "translate the question …".
    private bool IsMaterial(Mention mention, List<(Mention Mention, double Score)> chosen) =>
        mention.Places is [var only] && request.Words[only].Literal >= 0
        && chosen.Exists(other => other.Mention != mention && !Traits.Answers(other.Mention.Task)
            && (other.Mention.Task.Slot("query") is not null || (request.Literals.Count == 1 && other.Mention.Places.Any(place => request.Words[place].Is(WordClass.Choice)))
                || (request.Words[other.Mention.First].Sentence == request.Words[only].Sentence
                    && other.Mention.Task.Slot("text") is not null
                    && (other.Mention.Task.Prompt is null || (material.Given == WordClass.None && Traits.Writes(other.Mention.Task))))));

    // Cues that share words, directly or through others.
    private static HashSet<Mention> Cluster(List<Mention> open)
    {
        var cluster = new HashSet<Mention> { open[0] };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var mention in open)
            {
                if (!cluster.Contains(mention) && cluster.Any(mention.Shares))
                {
                    grown |= cluster.Add(mention);
                }
            }
        }

        return cluster;
    }

    // One verb may have several objects ("detect the faces and the text"); otherwise a word asks for one thing.
    private bool Compatible(Mention mention, Mention other)
    {
        if (!mention.Shares(other))
        {
            return true;
        }

        var (first, second) = mention.Last < other.Last ? (mention, other) : (other, mention);
        return ReadsAloud(first, second) || ReadsAloud(second, first) || mention.Task != other.Task && mention.First == other.First && mention.Places.Length > 1 && other.Places.Length > 1
            && mention.Places.AsSpan(1).IndexOfAny(other.Places.AsSpan(1)) < 0
            && !(Traits.Answers(mention.Task) && Traits.Answers(other.Task))
            && request.Words[first.Last + 1].Is(WordClass.And) | request.Words[first.Last + 1].Commas != request.Words[first.Last].Commas;
    }

    // "Read the scan aloud": one verb for reading and for speaking.
    private static bool ReadsAloud(Mention reads, Mention speaks) =>
        Traits.Reads(reads.Task, Modality.Image) && Traits.Speaks(speaks.Task) && reads.First == speaks.First
        && reads.Places.Length > 1 && speaks.Places.Length > 1 && reads.Places.AsSpan(1).IndexOfAny(speaks.Places.AsSpan(1)) < 0;

    // One question is put to one thing; two questions may be put to two.
    private bool AsksTwice(Mention mention, Mention other) =>
        Traits.Answers(mention.Task) && Traits.Answers(other.Task) && mention.Task != other.Task
        && request.Words[mention.First].Sentence == request.Words[other.First].Sentence
        && !EachOfItsOwn(mention, other)
        && (request.QuestionAfter(mention.First) is not { } mine || request.QuestionAfter(other.First) is not { } others || mine == others);

    // "How much do we owe by the table, and what does the contract say of it?"
    private bool EachOfItsOwn(Mention mention, Mention other)
    {
        var (first, second) = mention.First < other.First ? (mention, other) : (other, mention);
        var words = request.Words;
        var and = Enumerable.Range(first.Last + 1, Math.Max(0, second.First - first.Last - 1)).Append(second.First).LastOrDefault(i => words[i].Is(WordClass.And), -1);
        if (and < 0 || first.Cue.Needs == second.Cue.Needs)
        {
            return false;
        }

        bool Names(Mention one, int from, int to) => one.Cue.Needs != WordClass.None
            && Enumerable.Range(from, Math.Max(0, to - from)).Any(i => words[i].Is(one.Cue.Needs & WordClass.Media) && words[i].Sentence == words[one.First].Sentence);
        return Names(first, first.First, and) && Names(second, and, words.Count) && (first.Cue.Needs & second.Cue.Needs & material.Given) == 0;
    }

    private double Score(Mention mention, WordClass produced, WordClass focus)
    {
        var score = mention.Cue.Weight + (PerWord * mention.Places.Length)
            - (PerGap * (mention.Last - mention.First + 1 - mention.Places.Length))
            - (Telling.Covers(request, mention) ? Told : 0);
        var needs = mention.Cue.Needs;
        if (needs == WordClass.None)
        {
            return score;
        }

        if (BitOperations.PopCount((uint)needs) > 1)
        {
            return (needs & ~(material.Given | material.Named | produced)) == 0 ? score : 0;
        }

        if ((needs & (material.Given | material.Named | produced)) == 0)
        {
            // A file that can be read is a text, too, one step away.
            return needs == WordClass.Text && (material.Given & Readable) != 0 ? score - (Missing / 2) : 0;
        }

        // Nothing came along: then the thing is named where it is worked on, not only where it is made later.
        if (material.Given == WordClass.None && (needs & produced) == 0
            && !request.Words.Take(mention.Last + 1 + Ahead).Any(word => word.Is(needs)))
        {
            return 0;
        }

        score += needs == WordClass.Page ? Specific : 0;
        score -= needs == WordClass.Image && Traits.Answers(mention.Task) && (material.Given & WordClass.Page) != 0 ? Told : 0;
        score -= material.Given != WordClass.None && (needs & (material.Given | produced)) == 0 ? Missing : 0;
        return request.Has(LexicalParts.Nearness) ? score + Nearness(mention, needs, focus) : score;
    }

    // The thing that a clause names says which of several readings it means: "classify the sound", "classify the picture".
    private double Nearness(Mention mention, WordClass needs, WordClass focus)
    {
        var words = request.Words;
        for (var i = mention.First; i < words.Count && words[i].Sentence == words[mention.First].Sentence; i++)
        {
            if (words[i].Is(WordClass.Media))
            {
                return words[i].Is(needs) ? AtHand : 0;
            }

            if (i > mention.Last && (words[i].Is(WordClass.And) || words[i].Commas != words[mention.Last].Commas))
            {
                break;
            }
        }

        for (var i = mention.First - 1; i >= 0; i--)
        {
            if (words[i].Is(WordClass.Media))
            {
                var here = words[i].Sentence == words[mention.First].Sentence;
                return words[i].Is(needs) ? (here ? InSentence : InFocus) : (needs & focus) != 0 ? InFocus : 0;
            }
        }

        return (needs & (focus | material.Given)) != 0 ? InFocus : 0;
    }
}
