using System.Text.Json.Serialization;

namespace Planner.Runs;

/// <summary>
/// Something that happened in a run. All surfaces and mechanisms only read these. An event of a type that this version does not know is
/// read as this base type, fields that it does not know are passed over.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(RunAccepted), "run.accepted")]
[JsonDerivedType(typeof(RouteChosen), "route.chosen")]
[JsonDerivedType(typeof(PlanStarted), "plan.started")]
[JsonDerivedType(typeof(PlanStepAccepted), "plan.step")]
[JsonDerivedType(typeof(PlanMended), "plan.mended")]
[JsonDerivedType(typeof(PlanRejected), "plan.rejected")]
[JsonDerivedType(typeof(PlanCompleted), "plan.completed")]
[JsonDerivedType(typeof(PlanRevised), "plan.revised")]
[JsonDerivedType(typeof(RunWaiting), "run.waiting")]
[JsonDerivedType(typeof(RunApproved), "run.approved")]
[JsonDerivedType(typeof(StepMatched), "step.matched")]
[JsonDerivedType(typeof(StepExpanded), "step.expanded")]
[JsonDerivedType(typeof(StepMember), "step.member")]
[JsonDerivedType(typeof(StepStarted), "step.started")]
[JsonDerivedType(typeof(StepProgressed), "step.progress")]
[JsonDerivedType(typeof(StepDelta), "step.delta")]
[JsonDerivedType(typeof(StepRetried), "step.retried")]
[JsonDerivedType(typeof(StepHedged), "step.hedged")]
[JsonDerivedType(typeof(StepSucceeded), "step.succeeded")]
[JsonDerivedType(typeof(StepFailed), "step.failed")]
[JsonDerivedType(typeof(StepSkipped), "step.skipped")]
[JsonDerivedType(typeof(StepCancelled), "step.cancelled")]
[JsonDerivedType(typeof(ArtifactStored), "artifact.stored")]
[JsonDerivedType(typeof(BudgetExceeded), "budget.exceeded")]
[JsonDerivedType(typeof(ContextTrimmed), "context.trimmed")]
[JsonDerivedType(typeof(AnswerDelta), "answer.delta")]
[JsonDerivedType(typeof(AnswerMended), "answer.mended")]
[JsonDerivedType(typeof(AnswerCompleted), "answer.completed")]
[JsonDerivedType(typeof(RunResumed), "run.resumed")]
[JsonDerivedType(typeof(RunCompleted), "run.completed")]
[JsonDerivedType(typeof(RunFailed), "run.failed")]
[JsonDerivedType(typeof(RunCancelled), "run.cancelled")]
public record RunEvent
{
    /// <summary>The version of the event's form.</summary>
    public int V { get; init; } = 1;

    /// <summary>The run. Set by the journal.</summary>
    public string RunId { get; init => field = value ?? ""; } = "";

    /// <summary>From 1, without gaps. Set by the journal.</summary>
    public long Sequence { get; init; }

    /// <summary>When it happened, UTC. Set by the journal.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The step that it is about; null when it is about the run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StepId { get; init; }

    /// <summary>Whether the run ends with it.</summary>
    [JsonIgnore]
    public bool IsTerminal => this is RunCompleted or RunFailed or RunCancelled;

    /// <summary>Whether it must be on disk before anyone hears of it.</summary>
    [JsonIgnore]
    public bool IsDurable => IsTerminal || this is RunAccepted or StepSucceeded or RunApproved;
}
