using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>A line for every event worth telling.</summary>
/// <param name="error">Where the lines go: standard error, so that standard output holds the result alone.</param>
/// <param name="notableOnly">Whether to pass over the ordinary course of things.</param>
internal sealed class PlainRunView(TextWriter error, bool notableOnly = false) : IRunView
{
    private readonly Lock _lock = new();

    public void Show(RunEvent happened, RunState run)
    {
        var text = notableOnly ? EventLine.Notable(happened) : EventLine.Plain(happened, run);
        if (text is not null)
        {
            Say(text);
        }
    }

    public void Say(string text, bool warning = false)
    {
        lock (_lock)
        {
            error.WriteLine((warning ? "warning: " : "") + TerminalText.OneLine(text));
        }
    }

    public void Pause()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
