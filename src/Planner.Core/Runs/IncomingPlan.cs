using Planner.Planning;
using Planner.Planning.Mending;

namespace Planner.Runs;

/// <summary>A plan as it comes in: sound steps are accepted at once, the others wait to be mended together when the reply has ended.</summary>
/// <param name="context">What the controller plans for.</param>
/// <param name="limits">How large the plan may be.</param>
/// <param name="standing">Steps that stood before.</param>
/// <param name="accept">Takes an accepted step, and whether it was sound as written: only such a step may start early.</param>
internal sealed class IncomingPlan(
    PlanningContext context, PlanLimits limits, IReadOnlyList<PlanStep> standing, Action<PlanStep, bool> accept)
{
    private readonly PlanChecker _checker = new(context.Taxonomy, context.Request.Attachments, context.NamedFiles, limits);
    private readonly Dictionary<string, PlanStep> _known = standing.ToDictionary(step => step.Id, StringComparer.Ordinal);
    private readonly List<PlanStep> _accepted = [];
    private readonly List<PlanStep> _held = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _instead = new(StringComparer.Ordinal);
    private IReadOnlyList<PlanStep> _before = standing;

    /// <summary>Steps that stood before.</summary>
    public IReadOnlyList<PlanStep> Standing { get; } = standing;

    /// <summary>The steps accepted so far, in that order.</summary>
    public IReadOnlyList<PlanStep> Accepted => _accepted;

    /// <summary>The steps that could not be accepted.</summary>
    public IReadOnlyList<PlanStep> Held => _held;

    /// <summary>Whether the plan has become longer than it may be.</summary>
    public bool IsTooLong => _accepted.Count + _held.Count > limits.MaxSteps;

    private PlanMender Mender => new(context.Taxonomy, _checker, context.Request.Text);

    /// <summary>Takes note of a mend that was made in reading.</summary>
    public void Note(RunEvent happened)
    {
        if (happened is PlanMended { StepId: { } id })
        {
            _touched.Add(id);
        }
    }

    /// <summary>Takes the next step.</summary>
    public void Take(PlanStep planned)
    {
        foreach (var (twice, done) in _instead)
        {
            planned = PlanDraft.Redirected(planned, twice, done);
        }

        // A controller that is asked for the rest may write all of it: what stands is not done again.
        var canonical = TaskNames.Canonical(planned, context.Taxonomy);
        if (_before.FirstOrDefault(step => Repetitions.Repeats(canonical, step)) is { } stands)
        {
            _instead[planned.Id] = stands.Id;
            context.Report(new PlanMended { StepId = planned.Id, Before = planned.Id, After = stands.Id, Why = $"Step {planned.Id} does the same as {stands.Id}, which stands." });
            return;
        }

        // What is sound as written need not be laid beside all that came before: a plan ten times as long takes ten times as long to read.
        if (TryAccept(canonical))
        {
            return;
        }

        var step = Mender.Place([.. _known.Values, .. _held], planned);
        if (!TryAccept(step))
        {
            _held.Add(step);
        }
    }

    /// <summary>Takes a step that is not to start before all is settled.</summary>
    public void Hold(PlanStep step) => _held.Add(step);

    /// <summary>Ends a plan that is to be run as it is: says what is wrong with it.</summary>
    public IReadOnlyList<PlanProblem> Check() => Finish([.. _held], [], _ => { });

    /// <summary>Ends a reply: mends what is held, and says what can't be mended. Without such problems the plan is whole.</summary>
    public IReadOnlyList<PlanProblem> Settle(Action<RunEvent> report)
    {
        var mended = Mender.Mend([.. _known.Values], _held);
        return [.. context.Problems, .. Finish(mended.Steps, mended.Mends, report)];
    }

    /// <summary>Makes room for another reply; what was accepted stays.</summary>
    public void Begin()
    {
        _held.Clear();
        _instead.Clear();
        _before = [.. _known.Values];
        context.Problems.Clear();
    }

    // All that is held becomes part of the plan, or none of it does.
    private List<PlanProblem> Finish(IReadOnlyList<PlanStep> steps, IReadOnlyList<PlanMended> mends, Action<RunEvent> report)
    {
        var twice = _held.GroupBy(step => step.Id, StringComparer.Ordinal).Where(group => group.Count() > 1 || _known.ContainsKey(group.Key)).Select(group => group.Key);
        var problems = (List<PlanProblem>)
        [
            .. twice.Select(id => new PlanProblem(id, $"Two steps have the id '{id}'. Give each its own.")),
            .. _checker.Check(new Plan([.. _known.Values, .. steps.Where(step => !_known.ContainsKey(step.Id)).DistinctBy(step => step.Id)])),
        ];
        if (problems.Count > 0)
        {
            return problems;
        }

        _held.Clear();
        foreach (var mend in mends)
        {
            report(mend);
        }

        foreach (var step in steps)
        {
            Accept(step, isSound: false);
        }

        return problems;
    }

    // A step may be checked against itself: that it waits for itself is asked for besides.
    private bool TryAccept(PlanStep step)
    {
        if (step.FedBy.Count > 0 || step.Dependencies.Contains(step.Id, StringComparer.Ordinal) || !_known.TryAdd(step.Id, step))
        {
            return false;
        }

        if (_checker.Check(step, _known).Count > 0)
        {
            _known.Remove(step.Id);
            return false;
        }

        Accept(step, isSound: !_touched.Contains(step.Id));
        return true;
    }

    private void Accept(PlanStep step, bool isSound)
    {
        _known[step.Id] = step;
        _accepted.Add(step);
        accept(step, isSound);
    }
}
