using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>
/// Holds what the cues found against what <see cref="WishClassifier"/> says of each clause: a wish that no cue knows is added, a cue that
/// misled gives way.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="material">What there is to work on.</param>
/// <param name="taxonomy">The tasks.</param>
/// <param name="refused">What the request says not to do.</param>
internal sealed class WishReview(RequestText request, Material material, TaskTaxonomy taxonomy, IReadOnlyList<Mention> refused)
{
    // Chosen by cross-validation on the phrases and on the sets that are tuned on. How likely a task must be to be added where no cue fits;
    // to take the place of what a cue says, and how unlikely that must be; and to be what a request without any cue asks for.
    private const double Sure = 0.5;
    private const double Better = 0.5;
    private const double Doubtful = 0.2;
    private const double Usual = 0.25;

    // A cue this sure is believed.
    private const double Clear = 1.0;

    private const int Short = 2;

    private readonly WishClassifier _classifier = WishClassifier.Shipped;

    /// <summary>Adds what is missing to the asks, in whatever order, and changes what is wrong.</summary>
    public void Apply(List<Ask> asks)
    {
        foreach (var (first, last) in Clauses(asks))
        {
            if (refused.Any(mention => mention.First <= last && mention.Last >= first) || !request.Asks(first))
            {
                continue;
            }

            var here = asks.Where(ask => ask.Anchor >= first && ask.Anchor <= last).ToList();
            if (here.Count > 1)
            {
                continue;
            }

            var (task, likely, own) = Read(first, last, here, asks);
            if (here.Count == 0 && task is not null && likely >= Sure && !asks.Exists(ask => ask.Task == task))
            {
                asks.Add(New(task, likely, first, last));
            }
            else if (here is [var only] && task is not null && task != only.Task && only.Score < Clear && likely >= Better && own <= Doubtful && !asks.Exists(ask => ask.Task == task))
            {
                asks[asks.IndexOf(only)] = New(task, likely, first, last);
            }
        }

        if (asks.Count == 0 && refused.Count == 0 && !IsShort(0, request.Words.Count - 1))
        {
            var (task, likely, _) = Read(0, request.Words.Count - 1, [], asks);
            if (task is not null && likely >= Usual)
            {
                asks.Add(New(task, likely, 0, request.Words.Count - 1));
            }
        }
    }

    private Ask New(TaskType task, double likely, int first, int last) => new()
    {
        Task = task,
        Score = likely,
        First = first,
        Last = last,
        IsQuestion = Traits.Answers(task) && request.Questions[request.Words[last].Sentence],
    };

    // The likeliest task of those that have something to work on, how likely it is, and how likely what the cues say is.
    private (TaskType? Task, double Likely, double Own) Read(int first, int last, List<Ask> here, List<Ask> asks)
    {
        var found = _classifier.Probabilities(WishFeatures.Of(request.Words, first, last, here.Select(ask => ask.Task), material.Given));
        TaskType? best = null;
        var (most, total, own) = (0.0, 0.0, 0.0);
        for (var i = 0; i < found.Length; i++)
        {
            TaskType? task = null;
            if (_classifier.Tasks[i] != WishClassifier.None
                && (!taxonomy.TryGet(_classifier.Tasks[i], out task) || task.Unplannable || !HasMaterial(task, first, asks)))
            {
                continue;
            }

            total += found[i];
            own = task is not null && here.Exists(ask => ask.Task == task) ? found[i] : own;
            if (found[i] > most)
            {
                (best, most) = (task, found[i]);
            }
        }

        return (best, most / total, own / total);
    }

    private bool HasMaterial(TaskType task, int before, List<Ask> asks) => task.Inputs.Where(slot => slot.Required && slot.Name != task.Prompt).All(slot =>
        slot.Accepts[0] is Modality.Text
        || (slot.Accepts[0] is Modality.Labels && (task.Output == Modality.Boxes || request.Words.Any(word => word.Is(WordClass.Choice))))
        || slot.Accepts.Any(wanted => ((material.Given == WordClass.None ? material.Named : material.Given) & Traits.ClassOf(wanted)) != 0)
        || asks.Exists(ask => ask.Anchor < before && slot.Distance(ask.Task.Output) == 0));

    // Parts of sentences between commas and "and"; short ones go with what stands before them, and what one cue took stays together.
    private List<(int First, int Last)> Clauses(List<Ask> asks)
    {
        var clauses = new List<(int First, int Last)>();
        var words = request.Words;
        for (var first = 0; first < words.Count;)
        {
            var last = EndOfPart(first);
            while (last + 1 < words.Count && words[last + 1].Sentence == words[first].Sentence
                && (IsShort(first, last) || IsShort(last + 1, EndOfPart(last + 1)) || IsTaken(asks, last)))
            {
                last = EndOfPart(last + 1);
            }

            clauses.Add((first, last));
            first = last + 1;
        }

        return clauses;
    }

    private int EndOfPart(int first)
    {
        var last = first;
        while (last + 1 < request.Words.Count && request.Words[last + 1].Sentence == request.Words[first].Sentence
            && request.Words[last + 1].Commas == request.Words[last].Commas && !request.Words[last + 1].Is(WordClass.And | WordClass.Then))
        {
            last++;
        }

        return last;
    }

    private bool IsShort(int first, int last)
    {
        var words = 0;
        for (var i = first; i <= last; i++)
        {
            words += request.Words[i].Is(WordClass.Filler | WordClass.And | WordClass.Then) ? 0 : 1;
        }

        return words < Short;
    }

    // One cue stands on both sides.
    private static bool IsTaken(List<Ask> asks, int last) =>
        asks.Exists(ask => ask.Mention is { } mention ? mention.First <= last && mention.Last > last : ask.First <= last && ask.Last > last);
}
