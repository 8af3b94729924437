using Planner.Execution;
using Planner.Inference;
using Planner.Planning;
using Planner.Values;

namespace Planner.Runs;

/// <summary>
/// Plans anew what is left of one run's plan: after a step has failed with nothing left to try, or when a step says that the controller
/// looks at its result first (S. Yao et al., ReAct, arXiv 2210.03629; S. Kim et al., LLMCompiler, arXiv 2312.04511). Done steps stay.
/// </summary>
internal sealed class PlanRevisions(PlanIntake intake, RunScope run, RunSnapshot recorded)
{
    private readonly HashSet<string> _considered = new(recorded.Considered, StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _begun = recorded.Begun;
    private int _rounds = recorded.Revisions;

    private bool AreLeft => _rounds < intake.Options.MaxRevisions && intake.CanRevise(run);

    /// <summary>Whether the controller looks at the step's result before what needs it starts.</summary>
    public bool AreDueAfter(PlanStep step) => step.Then == "replan" && !_considered.Contains(step.Id) && AreLeft;

    /// <summary>The plan to go on with, when all that was started has ended; null when there is nothing to go on with.</summary>
    /// <param name="plan">The plan so far.</param>
    /// <param name="work">Its steps at work, and where new ones start while the rest of them is being written.</param>
    public async Task<Plan?> NextAsync(Plan plan, PlanExecution work)
    {
        var outcomes = await work.CompleteAsync();
        var waiting = plan.Steps.Where(step => !outcomes.ContainsKey(step.Id)).ToList();
        var failed = plan.Steps.Where(step => outcomes.GetValueOrDefault(step.Id) is { Status: StepStatus.Failed, Optional: false, Error.Kind: not StepErrorKind.Internal } && !_considered.Contains(step.Id)).ToList();
        var looked = plan.Steps.Where(step => outcomes.GetValueOrDefault(step.Id)?.Status == StepStatus.Succeeded && AreDueAfter(step)).ToList();

        // A step that did not succeed has no result to look at: what needs it need not wait for that.
        _considered.UnionWith(plan.Steps.Where(step => outcomes.GetValueOrDefault(step.Id) is { Status: not StepStatus.Succeeded }).Select(step => step.Id));
        var causes = (List<PlanStep>)[.. failed, .. looked];
        if (run.Stop.IsCancellationRequested || run.IsOverBudget || causes.Count == 0 || !AreLeft)
        {
            return waiting.Count > 0 && !run.Stop.IsCancellationRequested ? plan : null;
        }

        _rounds++;
        _used.UnionWith(plan.Steps.Select(step => step.Id));
        _considered.UnionWith(causes.Select(step => step.Id));
        var done = plan.Steps.Where(step => outcomes.GetValueOrDefault(step.Id)?.Status == StepStatus.Succeeded).ToList();
        var lost = plan.Steps.Where(step => outcomes.GetValueOrDefault(step.Id) is { Status: StepStatus.Failed or StepStatus.Skipped }).ToList();
        var why = failed.Count > 0 ? $"{failed[0].Id} failed: {outcomes[failed[0].Id].Error}" : $"The result of {looked[0].Id} is there.";
        var revision = new PlanRevision(why)
        {
            Standing = done,
            Results = done.ToDictionary(step => step.Id, step => Told(outcomes[step.Id].Value!), StringComparer.Ordinal),
            GivenUp = [.. lost, .. waiting],
            Taken = _used,
            Problems = [.. failed.Select(step => $"{step.Id} ({step.Task}) failed: {outcomes[step.Id].Error}")],
        };
        var (steps, areAll, context) = await intake.ReviseAsync(run, revision, work);

        // What an earlier owner of the run had begun of a revision is part of the one that is written in its place.
        var added = (List<PlanStep>)[.. done.Where(step => _begun.Contains(step.Id)), .. steps];
        _begun = [];
        if (!areAll && added.Count == 0)
        {
            return waiting.Count > 0 ? plan : null;
        }

        // No new steps: what failed stays failed, and what was still to come is not needed. Not all of them: nothing stands in for what there was.
        var removed = !areAll ? [] : added.Count > 0 ? [.. lost, .. waiting] : waiting;
        run.Record(new PlanRevised
        {
            Added = [.. added.Select(step => step.Id)],
            Steps = added,
            Removed = [.. removed.Select(step => step.Id)],
            Considered = [.. causes.Select(step => step.Id)],
            Why = why,
            Tokens = context.Tokens,
            CostUsd = context.CostUsd,
        });
        return new Plan([.. plan.Steps.Except(removed), .. steps]);
    }

    // What the controller is shown of a result: words, cut; of a file only what it is.
    private string Told(Value value) => value switch
    {
        ArtifactValue { Artifact: var file } => $"a file, {file.MediaType}, {file.Size} bytes",
        StoredValue stored => Cut(stored.Preview ?? ""),
        ListValue list when ValueText.Of(list) is null => $"{list.Items.Count} values: {string.Join("; ", list.Items.Take(5).Select(Told))}",
        _ => Cut(ValueText.Of(value) ?? ""),
    };

    private string Cut(string text) => text.Length <= intake.Options.ResultCharacters ? text : text[..intake.Options.ResultCharacters] + "…";
}
