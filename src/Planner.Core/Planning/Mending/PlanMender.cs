using Planner.Catalog;

namespace Planner.Planning.Mending;

/// <summary>
/// Puts right what has one right fix: a misspelt or invented task, an argument in the wrong place, a reference that is off by one or names
/// a task, a cycle, a missing conversion, an input that only one thing can fill, a step written twice. Each mend says what it was, what
/// it is and why. What is left over is for the checker to name and for the controller to write anew.
/// </summary>
/// <param name="taxonomy">The tasks that there are.</param>
/// <param name="checker">Says what fits what.</param>
/// <param name="request">The request's words.</param>
internal sealed class PlanMender(TaskTaxonomy taxonomy, PlanChecker checker, string request)
{
    private readonly TaskNames _names = TaskNames.Of(taxonomy);

    /// <summary>A step as it can be read without mending: tasks as the taxonomy names them, arguments in the slots that only they fit.</summary>
    /// <param name="standing">The steps that it may refer to.</param>
    /// <param name="step">The step as it came.</param>
    public PlanStep Place(IReadOnlyList<PlanStep> standing, PlanStep step)
    {
        var draft = new PlanDraft(taxonomy, checker, request, standing, [TaskNames.Canonical(step, taxonomy)]);
        InputPlacing.Apply(draft, draft[step.Id]);
        Feeding.Apply(draft, draft[step.Id]);
        return draft.Mends.Count == 0 ? draft[step.Id] : step;
    }

    /// <summary>Mends the steps of a plan together.</summary>
    /// <param name="standing">Steps that stand: they may have started and are not touched.</param>
    /// <param name="drafted">The steps to mend.</param>
    public MendedPlan Mend(IReadOnlyList<PlanStep> standing, IReadOnlyList<PlanStep> drafted)
    {
        var draft = new PlanDraft(taxonomy, checker, request, standing, [.. drafted.Select(step => TaskNames.Canonical(step, taxonomy))]);
        Each(draft, _names.Apply);
        Each(draft, InputPlacing.Apply);
        Each(draft, LostReferences.Apply);
        Cycles.Apply(draft);
        Each(draft, Feeding.Apply);
        Each(draft, Misfits.Apply);
        Each(draft, MissingInputs.Apply);
        Repetitions.Apply(draft);
        return new MendedPlan(draft.Steps, draft.Mends);
    }

    private static void Each(PlanDraft draft, Action<PlanDraft, PlanStep> mend)
    {
        foreach (var step in draft.Steps)
        {
            mend(draft, draft[step.Id]);
        }
    }
}
