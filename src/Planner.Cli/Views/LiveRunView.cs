using Planner.Runs;
using Spectre.Console;

namespace Planner.Cli.Views;

/// <summary>The plan as a graph that moves while the run works; its last state stays, then the answer streams under it.</summary>
internal sealed class LiveRunView : IRunView
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private readonly IAnsiConsole _console;
    private readonly WrappingWriter _answer;
    private readonly TimeProvider _clock;
    private readonly LiveRegion _region;
    private readonly Lock _lock = new();
    private readonly List<Line> _above = [];
    private readonly ITimer _timer;
    private RunState? _run;
    private int _frame;
    private bool _still;
    private string _streamed = "";

    /// <summary>Starts to draw with the first event.</summary>
    public LiveRunView(IAnsiConsole console, TextWriter output, TimeProvider clock)
    {
        (_console, _clock) = (console, clock);
        _answer = new WrappingWriter(output, () => Width);
        _region = new LiveRegion(console);
        _console.Cursor.Hide();
        _timer = clock.CreateTimer(_ => Move(), null, Tick, Tick);
    }

    private int Width => Math.Max(_console.Profile.Width - 1, 20);

    public void Show(RunEvent happened, RunState run)
    {
        lock (_lock)
        {
            _run = run;
            if (EventLine.Notable(happened) is { } text)
            {
                _above.AddRange(Line.Hanging("", TerminalText.OneLine(text), Width, StatusStyle.Warn));
            }

            switch (happened)
            {
                case RunResumed or RunApproved:
                    // An earlier owner's answer is begun anew.
                    _answer.Flush();
                    _streamed = "";
                    _still = false;
                    break;
                case AnswerDelta delta:
                    Stop();
                    Stream(delta.Text);
                    break;
                case AnswerCompleted completed:
                    Stop();
                    Complete(completed.Text);
                    break;
                case { IsTerminal: true }:
                    Stop();
                    break;
            }
        }
    }

    public void Say(string text, bool warning = false)
    {
        lock (_lock)
        {
            List<Line> lines = [.. Line.Hanging("", TerminalText.OneLine(text), Width, warning ? StatusStyle.Warn : StatusStyle.Dim)];
            if (_still)
            {
                _answer.Flush();
                _console.Write(new Lines(lines));
            }
            else
            {
                _above.AddRange(lines);
            }
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            Stop();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        lock (_lock)
        {
            Stop();
            _answer.Flush();
            Below();
            _console.Cursor.Show();
        }
    }

    private void Move()
    {
        lock (_lock)
        {
            if (!_still && _run is not null)
            {
                _frame++;
                Draw(_frame);
            }
        }
    }

    // Draws the last state in full and leaves it there.
    private void Stop()
    {
        if (!_still && _run is not null)
        {
            Draw(null);
            _region.Release();
        }

        _still = true;
    }

    private void Draw(int? frame)
    {
        var run = _run!;
        var options = new PlanViewOptions
        {
            Width = Width,
            Now = _clock.GetUtcNow(),
            Unicode = _console.Profile.Capabilities.Unicode,
            Frame = frame,
            Reasons = frame is null && run.Request?.Options.PlanOnly == true,
        };
        var lines = PlanView.Draw(run, options);
        if (frame is { } moving)
        {
            lines = [.. Window(lines, run), StatusLine.Draw(run, options, moving)];
        }

        _region.Draw(lines, _above);
        _above.Clear();
    }

    // What does not fit on the screen would scroll away from under the cursor.
    private IReadOnlyList<Line> Window(IReadOnlyList<Line> lines, RunState run)
    {
        var room = Math.Max(_console.Profile.Height - 3, 3);
        if (lines.Count <= room)
        {
            return lines;
        }

        var active = run.Steps.FirstOrDefault(step => step.Status == StepStatus.Running)?.Step.Id;
        var at = active is null ? 0 : lines.TakeWhile(line => !line.ToString().Contains($" {active} ", StringComparison.Ordinal)).Count();
        var start = Math.Clamp(at - (room / 3), 0, lines.Count - room + 1);
        return [.. lines.Skip(start).Take(room - 1), new Line().Add($"  {Format.Count(lines.Count - room + 1, "more line")}; the whole plan follows at the end", StatusStyle.Dim)];
    }

    private void Stream(string text)
    {
        if (_streamed.Length == 0)
        {
            _console.WriteLine();
        }

        _streamed += text;
        _answer.Write(text);
    }

    private void Complete(string answer)
    {
        if (_streamed.Length == 0)
        {
            Stream(answer);
        }
        else if (_streamed != answer)
        {
            // Something was mended after it had been streamed: the whole answer, as it counts.
            _answer.Flush();
            _console.Write(new Lines([new Line(), new Line().Add("The answer, corrected:", StatusStyle.Warn)]));
            _answer.Write(answer);
        }

        _answer.Flush();
        Below();
    }

    // What became known while the answer streamed would have broken into it.
    private void Below()
    {
        if (_above.Count > 0)
        {
            _console.Write(new Lines([new Line(), .. _above]));
            _above.Clear();
        }
    }
}
