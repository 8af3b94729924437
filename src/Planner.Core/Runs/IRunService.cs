using Planner.Planning;

namespace Planner.Runs;

/// <summary>Starts and steers runs. What a run does is read from <see cref="IRunJournal"/>; it never depends on who is watching.</summary>
public interface IRunService
{
    /// <summary>Records a request durably and starts its run in the background.</summary>
    /// <returns>The run's id.</returns>
    /// <exception cref="BadRequestException">The request is empty or contradicts itself.</exception>
    Task<string> StartAsync(Request request, CancellationToken cancellationToken) => StartAsync(request, [], cancellationToken);

    /// <summary>Records a request whose plan is partly done, see <see cref="Reruns"/>, and starts the rest of its run in the background.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kept">What has happened already: the plan's events, and those of the steps that are not run.</param>
    /// <param name="cancellationToken">Gives up before it is recorded.</param>
    /// <returns>The run's id.</returns>
    /// <exception cref="BadRequestException">The request is empty or contradicts itself.</exception>
    Task<string> StartAsync(Request request, IReadOnlyList<RunEvent> kept, CancellationToken cancellationToken);

    /// <summary>Goes on with an unfinished run whose owner is gone; finished steps are not run again. False when it has ended, is held, or is not there.</summary>
    Task<bool> ResumeAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Approves a waiting run's plan. False when the run does not wait here.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="edited">The plan to run instead; null: as it is.</param>
    bool Approve(string runId, Plan? edited = null);

    /// <summary>Cancels a run of this process: its calls and programs are stopped, what is done is kept. False when it does not run here.</summary>
    bool Cancel(string runId);

    /// <summary>Completes when the run has ended in this process; at once when it does not run here.</summary>
    Task WaitAsync(string runId, CancellationToken cancellationToken);
}
