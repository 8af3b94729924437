using Planner.Matching;
using Planner.Planning;
using Planner.Runs;

namespace Planner.Execution;

/// <summary>
/// Lets the controller LLM choose among models that are close, for steps that wait for others anyway: one call, made when the plan is whole and all its steps are
/// matched. Nothing waits for the reply; a step whose inputs are there before it runs on the catalog's choice.
/// </summary>
internal sealed class PendingChoices(LlmModelChooser chooser, RunScope run) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(run.Stop);
    private readonly List<OpenChoice> _open = [];
    private readonly Dictionary<string, ModelMatch> _chosen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);
    private readonly List<Task> _calls = [];
    private int _unmatched;
    private bool _planIsWhole;

    /// <summary>A step will be matched, and more may come.</summary>
    public void Expect()
    {
        lock (_lock)
        {
            _planIsWhole = false;
            _unmatched++;
        }
    }

    /// <summary>A step was matched, or needs no match (null).</summary>
    /// <param name="step">The step.</param>
    /// <param name="match">Its models.</param>
    /// <param name="waits">Whether it waits for others.</param>
    public void Matched(PlanStep step, ModelMatch? match, bool waits)
    {
        lock (_lock)
        {
            _unmatched--;
            if (match is not null && waits && chooser.IsOpen(match, run.Request))
            {
                _open.Add(new OpenChoice(step, match));
            }

            AskWhenDue();
        }
    }

    /// <summary>No more steps come for now.</summary>
    public void PlanIsWhole()
    {
        lock (_lock)
        {
            _planIsWhole = true;
            AskWhenDue();
        }
    }

    /// <summary>Asks about a plan that is shown before it runs, and waits for the reply.</summary>
    /// <returns>The rankings that changed, by step.</returns>
    public async Task<IReadOnlyDictionary<string, ModelMatch>> AskAsync(IEnumerable<OpenChoice> choices)
    {
        List<OpenChoice> open = [.. choices.Where(choice => chooser.IsOpen(choice.Match, run.Request))];
        if (open.Count > 0)
        {
            await CallAsync(open);
        }

        return _chosen;
    }

    /// <summary>The step starts: the models that it runs on.</summary>
    public ModelMatch Take(PlanStep step, ModelMatch match)
    {
        lock (_lock)
        {
            _started.Add(step.Id);
            _open.RemoveAll(choice => choice.Step.Id == step.Id);
            return _chosen.GetValueOrDefault(step.Id, match);
        }
    }

    /// <summary>Stops asking.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_calls);
        _stop.Dispose();
    }

    private void AskWhenDue()
    {
        if (_planIsWhole && _unmatched == 0 && _open.Count > 0)
        {
            List<OpenChoice> open = [.. _open];
            _open.Clear();
            _calls.Add(Task.Run(() => CallAsync(open)));
        }
    }

    private async Task CallAsync(List<OpenChoice> open)
    {
        try
        {
            var chosen = await chooser.ChooseAsync(open, _stop.Token);
            lock (_lock)
            {
                var cost = chosen.CostUsd;
                foreach (var (step, match) in chosen.Matches.Where(pair => !_started.Contains(pair.Key)))
                {
                    _chosen[step] = match;
                    run.Record(new StepMatched { StepId = step, Match = match, CostUsd = cost });
                    cost = 0;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nothing is left to choose for.
        }
    }
}
