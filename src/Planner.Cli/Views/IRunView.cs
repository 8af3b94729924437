using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>Shows a run while it works. It only reads events; the run does not know that it is there.</summary>
internal interface IRunView : IAsyncDisposable
{
    /// <summary>Something happened.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="run">The run after it.</param>
    void Show(RunEvent happened, RunState run);

    /// <summary>Says something that is not an event: a warning, a log line.</summary>
    void Say(string text, bool warning = false);

    /// <summary>Leaves what is shown as it is, so that a question can be asked under it.</summary>
    void Pause();
}
