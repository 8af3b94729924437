using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Rates what could go into a slot: earlier results, files, quotations, files that are read first.</summary>
internal sealed class SourceChooser(RequestText request, TaskTaxonomy taxonomy)
{
    private const double PerDistance = 0.25;
    private const double Said = 3;
    private const double Unused = 0.45;
    private const double Again = 0.3;
    private const double Waiting = 0.6;
    private const double Ranked = 0.8;
    private const double ReadToo = 0.35;

    private readonly HashSet<SourceFile> _usedFiles = [];
    private readonly HashSet<int> _usedLiterals = [];

    /// <summary>The results so far.</summary>
    public List<Produced> Results { get; } = [];

    /// <summary>Whether a quotation is taken already.</summary>
    public bool IsUsed(int literal) => _usedLiterals.Contains(literal);

    /// <summary>Whether a file is taken already.</summary>
    public bool IsUsed(SourceFile file) => _usedFiles.Contains(file);

    /// <summary>Marks what a candidate stands for as taken.</summary>
    public void Take(Candidate candidate)
    {
        _usedFiles.UnionWith(candidate.Files);
        if (candidate.Literal >= 0)
        {
            _usedLiterals.Add(candidate.Literal);
        }

        if (candidate.Result is { } result)
        {
            result.Used = true;
        }
    }

    /// <summary>What could go into a slot of an ask, best first.</summary>
    public IEnumerable<Candidate> Rank(Ask ask, TaskSlot slot) =>
        FromResults(ask, slot).Concat(FromFiles(ask, slot)).Concat(FromLiterals(ask, slot)).OrderByDescending(candidate => candidate.Score);

    private IEnumerable<Candidate> FromResults(Ask ask, TaskSlot slot)
    {
        var clause = new Clause(request, ask);
        foreach (var result in Results)
        {
            // Text can stand in for a document only where a task reads text anyway.
            if (slot.Distance(result.Task.Output) is not ({ } distance and < 2))
            {
                continue;
            }

            // Into French and into German are two translations of one text.
            if (result.Task == ask.Task && Traits.Renews(ask.Task) && slot.Accepts[0] == Modality.Text && !ask.Uses.Any(result.StandsFor))
            {
                continue;
            }

            var back = Results.Count - result.Order;
            var score = result.Used ? 0.5 - (0.02 * result.Order) : 1.0 - (0.12 * (back - 1)) + Unused;
            score -= PerDistance * distance;
            score -= distance == 0 && slot.Accepts[0] != result.Task.Output
                ? PerDistance * slot.Accepts.ToList().IndexOf(result.Task.Output) : 0;
            score += result.Ask is null or { FindsOut: false } && result.Used && clause.PointsBack ? Again : 0;
            score += result.Task.Output == Modality.Scores && result.Task.Prompt is not null && !ask.FindsOut && !result.Used ? Ranked : 0;
            if (ask.Uses.FirstOrDefault(result.StandsFor) is { } source)
            {
                score += Said + (result.Ask == source ? 0 : 1);
            }
            else
            {
                score -= Mismatch(ask, result, clause);
            }

            yield return new Candidate(score) { Result = result };
        }
    }

    // What was found out about a thing is seldom what the next step works on when the thing itself is there; an answer is too short to
    // shorten.
    private double Mismatch(Ask ask, Produced result, Clause clause)
    {
        // A file that was read is still what came with the request.
        var isRead = result.Files.Count > 0 && Traits.Reads(result.Task, result.Files[0].Modality);
        var penalty = clause.StandsAlone || clause.WantsOriginal || (request.IsOfSeveral(ask.Anchor) && !clause.PointsBack && !clause.ComesThen) ? isRead ? 0 : 0.9 : 0;
        penalty += !isRead && request.IsListed(ask.Anchor, result.Ask?.Anchor ?? ask.Anchor) && !clause.PointsBack ? 1.0 : 0;
        if (result.Ask is not { FindsOut: true })
        {
            // A question on a file that was read is asked of all that was read, not of what was made shorter.
            penalty += ask.FindsOut && (Traits.Answers(ask.Task) || (!clause.PointsBack && result.Task.Output == Modality.Text)) && !clause.ComesThen && !isRead && Traits.Renews(result.Task) && !Translates(result.Task)
                && Results.Any(other => other.Files.Count > 0 && other != result && Traits.Reads(other.Task, other.Files[0].Modality)) ? 1.2 : 0;
            penalty += Traits.Charts(result.Task) && !clause.PointsBack ? 1.0 : 0;
            return penalty;
        }

        if (ask.FindsOut)
        {
            penalty += clause.ComesThen ? 0.3 : 1.0;
        }
        else if (Traits.Renews(ask.Task))
        {
            penalty += Translates(ask.Task) && (clause.PointsBack || result.Task.Output is Modality.Text or Modality.Scores) ? 0.5 : 1.2;
        }

        return penalty;
    }

    private IEnumerable<Candidate> FromFiles(Ask ask, TaskSlot slot)
    {
        var clause = new Clause(request, ask);
        foreach (var group in request.Files.GroupBy(file => file.Modality))
        {
            var files = group.ToList();
            TaskType? reader = null;
            if (slot.Distance(group.Key) is not { } distance)
            {
                if (!slot.Accepts.Contains(Modality.Text) || Reader(group.Key) is not { } found || found == ask.Task)
                {
                    continue;
                }

                (reader, distance) = (found, 1);
            }

            // A file that fits as text but is a table is a table first.
            var score = 0.55 - (PerDistance * distance) - (group.Key == Modality.Table && reader is null && distance > 0 ? 0.4 : 0);
            var named = clause.Named(files);
            score += named.Count > 0 && !(IsRenewed(named) && !clause.NamesFile) ? 1.3 : 0;
            score += (clause.Media & Traits.ClassOf(group.Key)) != 0 ? 0.15 : 0;
            score += clause.WantsOriginal ? 1 : 0;
            score -= reader is not null && Results.Any(result => result.Task.Output == Modality.Text
                && result.Ask is null or { FindsOut: false }) ? ReadToo : 0;
            var chosen = named.Count > 0 ? named : files;
            score += chosen.Any(file => !_usedFiles.Contains(file)) ? Unused : 0;

            // One table is worked on already, the other waits.
            score += distance == 0 && files.Exists(_usedFiles.Contains) && !files.TrueForAll(_usedFiles.Contains) ? Waiting : 0;
            // A picture is not described only to be drawn again.
            var redraws = ask.Task.Output is Modality.Image or Modality.Video && group.Key == Modality.Image
                && (clause.Media & WordClass.Text) == 0;
            if (reader is not null && (request.TellsOfText || redraws))
            {
                continue;
            }

            if (reader is not null && Results.Any(result => result.Task == reader && result.Files.Count > 0
                && chosen.All(result.Files.Contains)))
            {
                continue;
            }

            yield return new Candidate(score) { Files = [.. chosen], Reader = reader };
        }
    }

    private static bool Translates(TaskType task) => ParameterReader.Has(task, "target_language");

    // "Clean up the photo of grandad, then make grandad blink": who is on it now is on the better copy.
    private bool IsRenewed(IReadOnlyList<SourceFile> files) => Results.Any(result =>
        result.Ask is { FindsOut: false } && Traits.Renews(result.Task) && files.All(result.Files.Contains) && !Traits.Charts(result.Task));

    private TaskType? Reader(Modality media) => Modalities.IsMedia(media)
        ? taxonomy.Tasks.FirstOrDefault(task => !task.Unplannable && Traits.Reads(task, media))
        : null;

    private IEnumerable<Candidate> FromLiterals(Ask ask, TaskSlot slot)
    {
        if (!slot.Accepts.Contains(Modality.Text))
        {
            yield break;
        }

        var here = new Clause(request, ask).Literals.ToHashSet();
        for (var i = 0; i < request.Literals.Count; i++)
        {
            // A question is no material for the task that answers it, nor for one that does not quote it.
            if (request.Literals[i].IsQuestion && (!here.Contains(i) || (Traits.Answers(ask.Task) && slot.Name != ask.Task.Prompt)))
            {
                continue;
            }

            // What a gap was filled in goes on with the word in it.
            if (IsUsed(i) && Results.Any(result => result.Gap == i))
            {
                continue;
            }

            // Behind a ranking's query, its documents are in a file.
            if (slot.Many && ask.Task.Prompt is not null && request.Literals.Count == 1 && request.Files.Any(file => slot.Distance(file.Modality) is not null))
            {
                continue;
            }

            var score = 0.6 + (here.Contains(i) ? 1.3 : 0) + (IsUsed(i) ? 0 : Unused);
            yield return new Candidate(score) { Literal = i };
        }
    }
}
