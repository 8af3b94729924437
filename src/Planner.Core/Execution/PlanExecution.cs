using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>
/// The steps of one run at work. Each step is a task that awaits the tasks of the steps it needs, so it starts the moment its inputs
/// exist: there is no scheduler, no level, and nothing to poll.
/// </summary>
internal sealed class PlanExecution(StepRunner runner, IModelMatcher matcher, LlmModelChooser chooser, RunScope run, RunSnapshot recorded) : IAsyncDisposable
{
    private readonly Dictionary<string, PlanStep> _started = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<StepOutcome>> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PlanStep Step, ModelMatch Match)> _matches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> _attachments = run.Request.Attachments.ToDictionary(
        file => file.Id,
        Value (file) => new ArtifactValue(file.Artifact) { Sources = [new ValueSource { ArtifactId = file.Artifact.Id, Name = file.Name }] },
        StringComparer.Ordinal);

    private readonly SemaphoreSlim _slots = new(runner.Options.MaxParallelSteps);
    private readonly PendingChoices _choices = new(chooser, run);

    /// <summary>Whether the controller will look at a step's result before what needs it starts.</summary>
    public Func<PlanStep, bool> IsLookedAt { get; init; } = _ => false;

    /// <summary>
    /// Whether all steps that this one waits for have been started, and the controller looks at none of them first; it has looked when it
    /// wrote a step that began in a revision cut short.
    /// </summary>
    public bool CanStart(PlanStep step) => step.Dependencies.All(id =>
        _attachments.ContainsKey(id) || (_started.TryGetValue(id, out var needed) && (!IsLookedAt(needed) || recorded.Begun.Contains(step.Id))));

    /// <summary>
    /// Starts a step: it is matched at once and runs when its inputs exist. All it waits for must have been started. What an earlier
    /// owner of the run has finished is not run again.
    /// </summary>
    public void Start(PlanStep step)
    {
        _started.Add(step.Id, step);
        _choices.Expect();
        _outcomes.Add(step.Id, RunAsync(step));
    }

    /// <summary>Starts what has not been started of a whole, checked plan, up to where the controller looks first.</summary>
    public void StartRest(Plan plan)
    {
        foreach (var step in plan.Graph.TopologicalOrder().Where(step => !_started.ContainsKey(step.Id)))
        {
            if (CanStart(step))
            {
                Start(step);
            }
        }

        _choices.PlanIsWhole();
    }

    /// <summary>Ranks models for a plan that is shown before, or instead of, being run; what was shown is what runs.</summary>
    public async Task MatchAsync(Plan plan)
    {
        foreach (var step in plan.Steps)
        {
            _matches[step.Id] = (step, await MatchAsync(step));
        }

        // A plan that waits for approval waits anyway.
        if (run.Request.Options.Approve)
        {
            foreach (var (id, match) in await _choices.AskAsync(_matches.Values.Select(matched => new OpenChoice(matched.Step, matched.Match))))
            {
                _matches[id] = (_matches[id].Step, match);
            }
        }
    }

    /// <summary>How all started steps ended, by id.</summary>
    public async Task<IReadOnlyDictionary<string, StepOutcome>> CompleteAsync()
    {
        await Task.WhenAll(_outcomes.Values);
        return _outcomes.ToDictionary(pair => pair.Key, pair => pair.Value.Result, StringComparer.Ordinal);
    }

    /// <summary>Stops what still runs and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_outcomes.Values.Any(outcome => !outcome.IsCompleted))
        {
            await run.AbandonAsync("the run ended");
            await Task.WhenAll(_outcomes.Values);
        }

        await _choices.DisposeAsync();
        _slots.Dispose();
    }

    private async Task<ModelMatch> MatchAsync(PlanStep step)
    {
        var options = run.Request.Options;
        var wish = options.Prefer is null || step.Requirements?.Prefer is not null ? step : step with { Requirements = (step.Requirements ?? new()) with { Prefer = options.Prefer } };
        var match = await matcher.MatchAsync(wish, options.Egress, options.Pinned, run.Stop);
        run.Record(new StepMatched { StepId = step.Id, Match = match });
        return match;
    }

    private async Task<StepOutcome> RunAsync(PlanStep step)
    {
        // What it waits for and what was shown is fixed here, on the caller's thread: later the dictionaries belong to later steps.
        var needed = step.Dependencies.Where(_outcomes.ContainsKey).ToDictionary(id => id, id => _outcomes[id], StringComparer.Ordinal);
        var shown = _matches.TryGetValue(step.Id, out var ranked) && PlanIntake.AreSame(ranked.Step, step) ? ranked.Match : null;
        await Task.Yield();
        var isMatched = false;
        try
        {
            var planned = recorded.Steps.TryGetValue(step.Id, out var before) && PlanIntake.AreSame(before.Step, step);
            if (planned && before!.Value is { } value)
            {
                return StepOutcome.Succeeded(await runner.Values.ExpandAsync(value, run.Stop));
            }

            var match = shown ?? await MatchAsync(step);
            isMatched = true;
            _choices.Matched(step, shown is null ? match : null, needed.Values.Any(outcome => !outcome.IsCompleted));
            await Task.WhenAll(needed.Values).WaitAsync(run.Stop);
            foreach (var (id, outcome) in needed)
            {
                if (outcome.Result is { Status: not StepStatus.Succeeded } without)
                {
                    return Skip(step, id, without);
                }
            }

            match = _choices.Take(step, match);
            Value Lookup(Reference reference) => needed.TryGetValue(reference.Target, out var outcome)
                ? outcome.Result.Value!
                : _attachments.GetValueOrDefault(reference.Target) ?? throw new ResolutionException($"There is no '{reference.Target}'.");

            return step.ForEach is null ? await RunInSlotAsync(step, match, Lookup) : await FanOutAsync(step, match, Lookup, planned);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            return Cancel(step);
        }
        catch (Exception exception)
        {
            return runner.Fail(step, exception, run);
        }
        finally
        {
            if (!isMatched)
            {
                _choices.Matched(step, null, waits: false);
            }
        }
    }

    private async Task<StepOutcome> RunInSlotAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup)
    {
        try
        {
            await _slots.WaitAsync(run.Stop);
        }
        catch (OperationCanceledException)
        {
            return Cancel(step);
        }

        try
        {
            return await runner.RunAsync(step, match, lookup, run);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>One child for each element of the list; their values, in the list's order, are the step's.</summary>
    private async Task<StepOutcome> FanOutAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup, bool planned)
    {
        var elements = ValuePath.Elements(await runner.Inputs.ValueOfAsync(step.ForEach!, lookup, run.Stop))
            ?? throw new ResolutionException($"for_each needs a list, and {step.ForEach!.ToJson()} is none.");
        if (elements.Count > runner.Options.MaxFanOut)
        {
            throw new ResolutionException(
                $"for_each runs over {elements.Count} elements; at most {runner.Options.MaxFanOut} are allowed. Raise Planner:Execution:MaxFanOut or ask for fewer.");
        }

        // Ids carry the place in the list, so that no child's result can overwrite another's.
        var began = runner.Clock.GetTimestamp();
        var child = Child(step);
        var children = elements.Select((_, index) => child with { Id = $"{step.Id}[{index}]" }).ToList();
        run.Record(new StepExpanded { StepId = step.Id, Children = [.. children.Select(one => one.Id)] });
        var outcomes = await Task.WhenAll(children.Select(async (one, index) =>
            planned && recorded.Steps.TryGetValue(one.Id, out var done) && done.Value is { } value
                ? StepOutcome.Succeeded(await runner.Values.ExpandAsync(value, run.Stop))
                : await RunInSlotAsync(one, match, reference => reference.Target == Reference.Item ? elements[index] : lookup(reference))));

        if (outcomes.Any(outcome => outcome.Status == StepStatus.Cancelled))
        {
            return Cancel(step);
        }

        var seconds = runner.Clock.GetElapsedTime(began).TotalSeconds;
        var failed = children.Zip(outcomes).Where(pair => pair.Second.Status == StepStatus.Failed).ToList();
        if (failed.Count > 0)
        {
            var (first, outcome) = failed[0];
            var error = outcome.Error! with { Message = $"{failed.Count} of {children.Count} parts failed; {first.Id}: {outcome.Error.Message}" };
            return StepRunner.Fail(step, error, null, seconds, run);
        }

        var list = new ListValue([.. outcomes.Select(outcome => outcome.Value!)]);
        run.Record(new StepSucceeded { StepId = step.Id, Value = await runner.CompactAsync(step, list, run), Seconds = seconds });
        return StepOutcome.Succeeded(list);
    }

    /// <summary>The step as each child runs it: the list's own reference stands for the element, like <c>@item</c>.</summary>
    private static PlanStep Child(PlanStep step)
    {
        var list = (step.ForEach as ReferenceInput)?.Reference;
        var item = new Reference(Reference.Item, []);
        return step with
        {
            ForEach = null,
            After = [],
            Inputs = step.Inputs.ToDictionary(
                pair => pair.Key, pair => pair.Value.Map(reference => reference.Equals(list) ? item : reference), StringComparer.Ordinal),
        };
    }

    private StepOutcome Cancel(PlanStep step)
    {
        run.Record(new StepCancelled { StepId = step.Id, Reason = run.StopReason });
        return new StepOutcome(StepStatus.Cancelled);
    }

    private StepOutcome Skip(PlanStep step, string because, StepOutcome outcome)
    {
        var optional = step.Optional || outcome.Optional;
        run.Record(new StepSkipped
        {
            StepId = step.Id,
            Because = because,
            Reason = $"{because} {(outcome.Status == StepStatus.Failed ? "failed" : outcome.Status == StepStatus.Skipped ? "was skipped" : "was cancelled")}",
            Optional = optional,
        });
        return new StepOutcome(StepStatus.Skipped, Error: outcome.Error) { Optional = optional };
    }
}
