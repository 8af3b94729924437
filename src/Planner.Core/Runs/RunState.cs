using Planner.Artifacts;
using Planner.Inference;
using Planner.Planning;

namespace Planner.Runs;

/// <summary>A run as its events tell it: feed it every event in order. Not safe for several threads.</summary>
public sealed class RunState
{
    private readonly Dictionary<string, StepState> _steps = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<Artifact> _artifacts = [];

    // What planning, choosing and answering cost.
    private decimal _talkUsd;

    /// <summary>The run's id.</summary>
    public string RunId { get; private set; } = "";

    /// <summary>The sequence of the last event.</summary>
    public long Sequence { get; private set; }

    /// <summary>What was asked for; null until accepted.</summary>
    public Request? Request { get; private set; }

    /// <summary>Where the run stands.</summary>
    public RunStatus Status { get; private set; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>When the last event happened, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Who plans.</summary>
    public string? Planner { get; private set; }

    /// <summary>The chat model that the request went to without a plan; null: it was planned.</summary>
    public RouteChosen? Route { get; private set; }

    /// <summary>Whether the plan is whole.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>Whether a plan that had to be approved was.</summary>
    public bool IsApproved { get; private set; }

    /// <summary>The plan's own steps with where they stand, in plan order; children of <c>for_each</c> are not among them.</summary>
    public IEnumerable<StepState> Steps => _order.Select(id => _steps[id]);

    /// <summary>The step or child with that id, or null.</summary>
    public StepState? Step(string id) => _steps.GetValueOrDefault(id);

    /// <summary>All steps as they stand now, children of <c>for_each</c> included, by id: a copy.</summary>
    public IReadOnlyDictionary<string, StepState> Snapshot() => new Dictionary<string, StepState>(_steps, StringComparer.Ordinal);

    /// <summary>The plan.</summary>
    public Plan Plan => new([.. Steps.Select(state => state.Step)]);

    /// <summary>The files that came into the store, in order.</summary>
    public IReadOnlyList<Artifact> Artifacts => _artifacts;

    /// <summary>The files that steps made, in order, each once; attachments are not among them.</summary>
    public IReadOnlyList<Artifact> Made
    {
        get
        {
            var given = Request?.Attachments.Select(attachment => attachment.Artifact.Id).ToHashSet(StringComparer.Ordinal) ?? [];
            return [.. _artifacts.Where(artifact => given.Add(artifact.Id))];
        }
    }

    /// <summary>The answer, as far as it is there.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Why the run failed; null when it did not.</summary>
    public RunFailed? Failure { get; private set; }

    /// <summary>Why the plan was rejected last.</summary>
    public IReadOnlyList<string> PlanErrors { get; private set; } = [];

    /// <summary>What was mended in the plan.</summary>
    public IReadOnlyList<PlanMended> Mends { get; private set; } = [];

    /// <summary>How often the controller planned anew what was left.</summary>
    public int Revisions { get; private set; }

    /// <summary>The steps, failed or to be looked at, for which it did.</summary>
    public IReadOnlyList<string> Considered { get; private set; } = [];

    /// <summary>Ids of the steps of a revision that began before the controller had written all of it; none once it has.</summary>
    public IReadOnlyList<string> Begun { get; private set; } = [];

    /// <summary>Whether the run ended with steps missing that were not optional.</summary>
    public bool Partial { get; private set; }

    /// <summary>How long the run took, in seconds, once it has ended.</summary>
    public double? Seconds { get; private set; }

    /// <summary>US dollars spent so far.</summary>
    public decimal CostUsd => _talkUsd + _steps.Values.Sum(step => step.CostUsd);

    /// <summary>Takes in the next event. Events of unknown types only move <see cref="Sequence"/>.</summary>
    /// <exception cref="RunEndedException">The run has ended before it.</exception>
    public void Apply(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RunId = happened.RunId;
        Sequence = happened.Sequence;
        UpdatedAt = happened.Time;
        Status = Status.After(happened);
        if (happened.StepId is { } stepId && _steps.TryGetValue(stepId, out var step))
        {
            _steps[stepId] = Apply(step, happened);
        }

        switch (happened)
        {
            case RunAccepted taken:
                Request = taken.Request;
                AcceptedAt = taken.Time;
                break;
            case RouteChosen route:
                Route = route;
                break;
            case PlanStarted started:
                Planner = started.Planner;
                break;
            case PlanStepAccepted accepted:
                Add(accepted.Step);
                Begun = IsPlanned ? [.. Begun, accepted.Step.Id] : Begun;
                break;
            case StepMatched matched:
                _talkUsd += matched.CostUsd;
                break;
            case PlanMended mended:
                Mends = [.. Mends, mended];
                break;
            case PlanRejected rejected:
                PlanErrors = rejected.Errors;
                break;
            case PlanCompleted planned:
                IsPlanned = true;
                _talkUsd += planned.CostUsd;
                break;
            case PlanRevised revised:
                foreach (var id in revised.Removed)
                {
                    _order.Remove(id);
                    _steps.Remove(id);
                }

                foreach (var added in revised.Steps)
                {
                    Add(added);
                }

                Begun = [];
                Considered = [.. Considered, .. revised.Considered];
                Revisions += revised.Considered.Count > 0 ? 1 : 0;
                _talkUsd += revised.CostUsd;
                break;
            case RunApproved approved:
                IsApproved = true;
                if (approved.Edited is { } edited)
                {
                    _steps.Clear();
                    _order.Clear();
                    foreach (var editedStep in edited.Steps)
                    {
                        Add(editedStep);
                    }
                }

                break;
            case StepExpanded expanded when Step(expanded.StepId!) is { } parent:
                foreach (var child in expanded.Children)
                {
                    _steps.TryAdd(child, new StepState(parent.Step with { Id = child, ForEach = null }));
                }

                break;
            case ArtifactStored stored:
                _artifacts.Add(stored.Artifact);
                break;
            case AnswerDelta delta:
                Answer += delta.Text;
                break;
            case AnswerCompleted answered:
                Answer = answered.Text;
                _talkUsd += answered.CostUsd;
                break;
            case RunResumed:
                // What an earlier owner had not finished begins anew.
                Answer = "";
                foreach (var unfinished in _steps.Values.Where(state => state.Status != StepStatus.Succeeded).ToList())
                {
                    _steps[unfinished.Step.Id] = new StepState(unfinished.Step) { Match = unfinished.Match, Children = unfinished.Children };
                }

                break;
            case RunCompleted completed:
                Partial = completed.Partial;
                Seconds = completed.Seconds;
                break;
            case RunFailed failed:
                Failure = failed;
                Seconds = failed.Seconds;
                break;
            case RunCancelled cancelled:
                Seconds = cancelled.Seconds;
                break;
        }
    }

    private void Add(PlanStep step)
    {
        if (_steps.TryAdd(step.Id, new StepState(step)))
        {
            _order.Add(step.Id);
        }
    }

    private static StepState Apply(StepState step, RunEvent happened) => happened switch
    {
        StepMatched matched => step with { Match = matched.Match },
        StepExpanded expanded => step with { Children = expanded.Children, Status = StepStatus.Running, StartedAt = step.StartedAt ?? expanded.Time },
        StepStarted started => step with
        {
            Status = StepStatus.Running,
            Model = started.Model,
            Instance = started.Instance,
            Attempts = started.Attempt,
            StartedAt = step.StartedAt ?? started.Time,
            Progress = null,
        },
        StepMember member => step with { Members = [.. step.Members, member] },
        StepProgressed progress => step with { Progress = new InferenceProgress(progress.Fraction, progress.Text) },
        StepSucceeded succeeded => step with
        {
            Status = StepStatus.Succeeded,
            Value = succeeded.Value,
            Weakness = succeeded.Weakness,
            Model = succeeded.Model,
            Instance = succeeded.Instance,
            Seconds = succeeded.Seconds,
            CostUsd = succeeded.CostUsd,
            Consensus = succeeded.Consensus,
        },
        StepFailed failed => step with
        {
            Status = StepStatus.Failed,
            Error = failed.Error,
            Model = failed.Model ?? step.Model,
            Seconds = failed.Seconds,
        },
        StepSkipped skipped => step with { Status = StepStatus.Skipped, Because = skipped.Because, Reason = skipped.Reason },
        StepCancelled cancelled => step with { Status = StepStatus.Cancelled, Reason = cancelled.Reason },
        _ => step,
    };
}
