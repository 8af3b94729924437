using Planner.Artifacts;
using Planner.Cli.Views;
using Planner.Runs;

namespace Planner.Cli.Running;

/// <summary>Runs a request in front of the user: progress while it works, then the answer, the files, a line with figures.</summary>
internal sealed class RunPresenter(CliContext context)
{
    /// <summary>One JSON object instead of an answer for people.</summary>
    public bool Json { get; init; }

    /// <summary>Where files are saved; null: they stay in the store.</summary>
    public string? OutFolder { get; init; }

    /// <summary>What saves the files that were not saved, for the line at the end; null: the command.</summary>
    public string? SaveHint { get; init; }

    /// <summary>Prints the run's result in place of the answer; null: as always.</summary>
    public Action<RunState>? Print { get; init; }

    /// <summary>Told the paths of the saved files, once they are saved.</summary>
    public Action<IReadOnlyDictionary<string, string>>? Saved { get; init; }

    /// <summary>Cancels the run; null: what cancels the command.</summary>
    public CancellationToken? Interrupt { get; init; }

    /// <summary>Told the run's id once it is recorded.</summary>
    public Func<string, Task>? Started { get; init; }

    /// <summary>Whether the plan is the result, so that its steps need not be told one by one.</summary>
    public bool PlanIsResult { get; init; }

    private CancellationToken Interrupted => Interrupt ?? context.Cancellation;

    private bool IsLive => context.IsLive && !Json && Print is null;

    /// <summary>Starts a run and follows it to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kept">What of it has happened already, see <see cref="Reruns"/>.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> StartAsync(Request request, IReadOnlyList<RunEvent>? kept = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        await context.KnowControllerAsync(request.Options.Egress, Interrupted);
        var service = context.Get<IRunService>();
        var runId = await service.StartAsync(request, kept ?? [], Interrupted);
        if (Started is not null)
        {
            await Started(runId);
        }

        return await FollowAsync(runId, 0);
    }

    /// <summary>Takes over an interrupted run and follows it to its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandLineException">The run has ended or is being worked on.</exception>
    public async Task<int> ResumeAsync(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var before = (await context.Get<IRunJournal>().FindAsync(summary.Id, context.Cancellation))!;
        if (!await context.Get<IRunService>().ResumeAsync(summary.Id, context.Cancellation))
        {
            throw new CommandLineException(summary.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled
                ? $"Run '{summary.Id}' has ended ({summary.Status.ToString().ToLowerInvariant()}). See planner show {summary.Id}."
                : $"Run '{summary.Id}' is held by another process. If that process is gone, try again in less than a minute; until then see planner show {summary.Id}.");
        }

        return await FollowAsync(summary.Id, before.Sequence);
    }

    private async Task<int> FollowAsync(string runId, long known)
    {
        RunState run;
        var view = CreateView();
        await using (view)
        {
            using var logs = context.LogTo(view);
            run = await new RunSession(context.Get<IRunService>(), context.Get<IRunJournal>(), view)
            {
                KnownSequence = known,
                Approval = cancellationToken => AskAsync(runId, cancellationToken),
            }.FollowAsync(runId, Interrupted);
        }

        var artifacts = run.Made;
        var paths = OutFolder is null
            ? null
            : await ArtifactExport.SaveAsync(context.Get<ArtifactStore>(), artifacts, Path.GetFullPath(OutFolder, context.WorkingDirectory), CancellationToken.None);
        if (Json)
        {
            context.WriteJson(RunReport.Of(run, paths));
        }
        else
        {
            if (Print is { } print)
            {
                print(run);
            }
            else if (!IsLive)
            {
                PrintPlain(run);
            }

            PrintEnd(run, artifacts, paths);
        }

        Saved?.Invoke(paths ?? new Dictionary<string, string>());
        return ExitCodes.Of(run);
    }

    private IRunView CreateView() =>
        IsLive ? new LiveRunView(context.Console, context.Output, context.Clock) : new PlainRunView(context.Error, notableOnly: PlanIsResult);

    // The live view has drawn the plan already; elsewhere the question needs it.
    private async Task<bool> AskAsync(string runId, CancellationToken cancellationToken)
    {
        if (!IsLive)
        {
            var run = (await context.Get<IRunJournal>().FindAsync(runId, cancellationToken))!;
            foreach (var line in PlanView.Draw(run, PlanViewOptions.Still(context) with { Reasons = true }))
            {
                await context.Error.WriteLineAsync(line.ToString());
            }
        }

        return await Approval.AskAsync(context, cancellationToken);
    }

    private void PrintPlain(RunState run)
    {
        if (run.Request?.Options.PlanOnly == true)
        {
            context.Console.Write(new Lines(PlanView.Draw(run, PlanViewOptions.Still(context) with { Reasons = true })));
        }

        if (run.Answer.Length > 0)
        {
            context.Output.WriteLine(TerminalText.Clean(run.Answer).TrimEnd('\n'));
        }
    }

    private void PrintEnd(RunState run, IReadOnlyList<Artifact> artifacts, IReadOnlyDictionary<string, string>? paths)
    {
        // Where nothing is drawn, the event that ended the run has been told already.
        IEnumerable<Line> lines = [.. CitedSources.Draw(run), .. RunEnd.Draw(run, IsLive, artifacts, paths, SaveHint)];
        if (IsLive)
        {
            context.Console.Write(new Lines([new Line(), .. lines]));
            return;
        }

        foreach (var line in lines)
        {
            context.Error.WriteLine(line.ToString());
        }
    }
}
