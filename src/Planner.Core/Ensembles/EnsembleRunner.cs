using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>Has several models do one step and makes one result of theirs. A member that fails is replaced by the next that can run.</summary>
internal sealed class EnsembleRunner(ModelRouter router, MemberChoice choice, EnsembleJudge judge, IOptions<EnsembleOptions> options)
{
    /// <summary>What runs an ensemble, as events name it.</summary>
    public const string Instance = "ensemble";

    /// <summary>How many models the step is to run on.</summary>
    /// <param name="step">The step, which may say it itself.</param>
    /// <param name="task">Its task.</param>
    /// <param name="request">The request's options: what they say holds for steps whose results can be put together.</param>
    public static int SizeOf(PlanStep step, TaskType task, RequestOptions request) =>
        step.Ensemble > 1 ? step.Ensemble : request.Ensemble > 1 && ConsensusMaker.CanMerge(task.Output) ? request.Ensemble : 1;

    /// <summary>Asks the members. Each answer is recorded as it comes.</summary>
    /// <param name="call">The call, without targets.</param>
    /// <param name="candidates">All that can run, best first.</param>
    /// <param name="size">How many are asked.</param>
    /// <param name="record">Records an event of the step; values are made small enough for it by <paramref name="compact"/>.</param>
    /// <param name="compact">Makes a value small enough for an event.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<EnsembleResult> RunAsync(
        RoutedCall call, IReadOnlyList<Candidate> candidates, int size, Action<RunEvent> record, Func<Value, Task<Value>> compact, CancellationToken stop)
    {
        var left = new Queue<(Candidate Candidate, double Weight)>(await choice.OrderAsync(candidates, call.Task.Id, stop));
        var answers = new List<MemberAnswer>();
        var (cost, tokens) = (0m, (int?)null);
        StepError? failure = null;
        while (answers.Count < size && left.Count > 0)
        {
            var asked = new List<(Candidate Candidate, double Weight)>();
            while (answers.Count + asked.Count < size && left.TryDequeue(out var next))
            {
                asked.Add(next);
            }

            foreach (var (member, routed) in await Task.WhenAll(asked.Select(async member => (member, await AskAsync(call, member, record, compact, stop)))))
            {
                cost += routed.Result.CostUsd;
                tokens = routed.Result.Tokens is { } counted ? (tokens ?? 0) + counted : tokens;
                failure ??= routed.Result.Error;
                if (routed.Result.Value is { } value)
                {
                    answers.Add(new MemberAnswer(member.Candidate.ModelId, member.Weight, value));
                }
            }

            if (failure?.Kind is StepErrorKind.BadInput or StepErrorKind.Budget)
            {
                break;
            }
        }

        if (answers.Count == 0)
        {
            return new EnsembleResult(InferenceResult.Failure(failure!) with { CostUsd = cost, Tokens = tokens }, null, []);
        }

        var (merged, how) = ConsensusMaker.Of(answers, options.Value);
        if (how.Method == "medoid" && options.Value.Judge)
        {
            var (best, spent) = await judge.PickAsync(call.Step, answers, call.Ceiling, stop);
            cost += spent;
            (merged, how) = best is { } place ? (answers[place].Value, how with { Method = "judge", Chosen = answers[place].Model }) : (merged, how);
        }

        return new EnsembleResult(InferenceResult.Success(merged) with { CostUsd = cost, Tokens = tokens }, how, [.. answers.Select(answer => answer.Model)]);
    }

    private async Task<RoutedResult> AskAsync(RoutedCall call, (Candidate Candidate, double Weight) member, Action<RunEvent> record, Func<Value, Task<Value>> compact, CancellationToken stop)
    {
        var routed = await router.RunAsync(call with { Targets = [member.Candidate.ModelId] }, stop);
        record(new StepMember
        {
            StepId = call.Step.Id,
            Model = member.Candidate.ModelId,
            Instance = routed.Instance ?? "",
            Weight = member.Weight,
            Value = routed.Result.Value is { } value ? await compact(value) : null,
            Error = routed.Result.Error,
            CostUsd = routed.Result.CostUsd,
            Cached = routed.Cached,
        });
        return routed;
    }
}
