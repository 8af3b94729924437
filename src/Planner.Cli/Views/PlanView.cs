using Planner.Matching;
using Planner.Runs;
using Spectre.Console;

namespace Planner.Cli.Views;

/// <summary>A run's plan as a graph, a step a line: its state, task, what it is for, the model, seconds.</summary>
internal static class PlanView
{
    private const int MaxChildren = 6;
    private const int LeastInstruction = 14;
    private const int ProgressRoom = 24;

    /// <summary>Draws the plan as it stands.</summary>
    public static IReadOnlyList<Line> Draw(RunState run, PlanViewOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        var steps = run.Steps.ToList();
        var rows = PlanGraph.Draw([.. steps.Select(state => state.Step)], options.Unicode);
        var columns = Columns.For(steps, rows, options);
        var lines = new List<Line>();
        foreach (var row in rows)
        {
            if (row.StepId is null)
            {
                lines.Add(new Line().Add(row.Before, StatusStyle.Dim));
                continue;
            }

            var state = run.Step(row.StepId)!;
            lines.Add(StepLine(row, state, columns, options));
            lines.AddRange(Children(run, row, state, columns, options));
            lines.AddRange(Details(state, options).SelectMany(detail => DetailLines(row, detail, columns, options)));
        }

        return lines;
    }

    /// <summary>What belongs to a step besides its line: why it failed or was not run, or why its model was chosen.</summary>
    public static IEnumerable<(string Text, Style Style)> Details(StepState state, PlanViewOptions options)
    {
        if (options.Reasons && state.Match is { } match)
        {
            yield return Choice(match, options.Unicode);
        }

        foreach (var member in MemberView.Lines(state))
        {
            yield return member;
        }

        switch (state.Status)
        {
            case StepStatus.Failed when state.Error is { } error:
                yield return (error.ToString(), StatusStyle.Bad);
                break;
            case StepStatus.Skipped:
                yield return (state.Reason ?? "skipped", StatusStyle.Warn);
                break;
            case StepStatus.Cancelled:
                yield return (state.Reason == "deadline" ? "stopped: the deadline passed" : "stopped: the run was cancelled", StatusStyle.Warn);
                break;
            case StepStatus.Running when options.Interrupted:
                yield return ("interrupted while it ran", StatusStyle.Warn);
                break;
        }
    }

    private static (string Text, Style Style) Choice(ModelMatch match, bool unicode)
    {
        var arrow = unicode ? "→" : "->";
        return match.Candidates switch
        {
            [{ Runnable: true } best, ..] when match.Reason.StartsWith(best.ModelId, StringComparison.Ordinal) => ($"{arrow} {match.Reason}", StatusStyle.Dim),
            [{ Runnable: true } best, ..] => ($"{arrow} {best.ModelId}: {match.Reason}", StatusStyle.Dim),
            [var best, ..] => ($"{arrow} {best.ModelId}, which can't run here: {best.Through}{(best.Fix is null ? "" : $". {best.Fix}")}", StatusStyle.Warn),
            [] => ($"{arrow} no model: {match.Reason}", StatusStyle.Warn),
        };
    }

    private static Line StepLine(GraphRow row, StepState state, Columns columns, PlanViewOptions options)
    {
        var look = options.Interrupted && state.Status == StepStatus.Running
            ? new StatusStyle(options.Unicode ? "■" : "#", StatusStyle.Warn)
            : StatusStyle.Of(state.Status, options.Unicode, options.Frame);
        var line = new Line().Add(row.Before, StatusStyle.Dim).Add(look.Glyph, look.Style).Add(" " + row.After, StatusStyle.Dim);
        line.Pad(columns.Graph - line.Cells);
        return Cells(line, state, columns, options);
    }

    private static Line Cells(Line line, StepState state, Columns columns, PlanViewOptions options)
    {
        line.AddCell(state.Step.Id, columns.Id, StatusStyle.Dim).Pad(2).AddCell(state.Step.Task, columns.Task, StatusStyle.Strong);
        if (columns.Instruction > 0)
        {
            line.Pad(2).AddCell(Instruction(state), columns.Instruction);
        }

        if (columns.Model > 0)
        {
            line.Pad(2).AddCell(Model(state), columns.Model, StatusStyle.Active);
        }

        return line.Pad(2).Add(Time(state, options), StatusStyle.Dim);
    }

    private static IEnumerable<Line> Children(RunState run, GraphRow row, StepState state, Columns columns, PlanViewOptions options)
    {
        var children = state.Children.Select(run.Step).OfType<StepState>().ToList();
        // What needs a look comes first: failed, at work, waiting; then what is done.
        var shown = children.Count <= MaxChildren ? children : [.. children.OrderBy(Urgency).Take(MaxChildren)];
        foreach (var child in shown)
        {
            var look = StatusStyle.Of(child.Status, options.Unicode, options.Frame);
            var line = new Line().Add(row.Below, StatusStyle.Dim);
            line.Pad(columns.Graph - line.Cells).Add(look.Glyph, look.Style).Pad(1);
            line.Add(child.Step.Id, StatusStyle.Dim).Pad(2).Add(Model(child), StatusStyle.Active).Pad(2).Add(Time(child, options), StatusStyle.Dim);
            yield return line;
            foreach (var detail in Details(child, options).SelectMany(detail => DetailLines(row, detail, columns, options)))
            {
                yield return detail;
            }
        }

        if (shown.Count < children.Count)
        {
            var done = children.Count(child => child.Status == StepStatus.Succeeded);
            var line = new Line().Add(row.Below, StatusStyle.Dim);
            yield return line.Pad(columns.Graph - line.Cells).Add($"{done} of {children.Count} done", StatusStyle.Dim);
        }
    }

    private static int Urgency(StepState state) => state.Status switch
    {
        StepStatus.Failed => 0,
        StepStatus.Running => 1,
        StepStatus.Succeeded => 3,
        _ => 2,
    };

    private static IEnumerable<Line> DetailLines(GraphRow row, (string Text, Style Style) detail, Columns columns, PlanViewOptions options)
    {
        var indent = columns.Graph + columns.Id + 2;
        var room = Math.Max(options.Width - indent, 20);
        var text = TerminalText.OneLine(detail.Text);
        // While it moves a detail is one line, so that the picture does not jump.
        var pieces = options.Frame is null ? Line.Wrap(text, room) : [Line.Fit(text, room)];
        foreach (var piece in pieces)
        {
            var line = new Line().Add(row.Below, StatusStyle.Dim);
            yield return line.Pad(indent - line.Cells).Add(piece, detail.Style);
        }
    }

    private static string Instruction(StepState state)
    {
        var text = state.Step.Optional ? $"{state.Step.Instruction} (optional)" : state.Step.Instruction;
        return state is { Status: StepStatus.Running, Progress: { } progress }
            ? $"{progress.Fraction * 100:0} % {progress.Text} · {text}"
            : text;
    }

    private static string Model(StepState state) => state switch
    {
        { Model: { Length: > 0 } model } => model,
        { Match.Candidates: [var best, ..] } => best.ModelId,
        _ => "",
    };

    private static string Time(StepState state, PlanViewOptions options) => state switch
    {
        { Status: StepStatus.Running, StartedAt: { } start } when !options.Interrupted => Format.Ticking(Math.Max((options.Now - start).TotalSeconds, 0)),
        { Seconds: { } seconds } => Format.Seconds(seconds),
        _ => "",
    };

    private readonly record struct Columns(int Graph, int Id, int Task, int Instruction, int Model)
    {
        private const int Time = 8;

        public static Columns For(List<StepState> steps, IReadOnlyList<GraphRow> rows, PlanViewOptions options)
        {
            // The mark is a cell, and lanes right of it are set off by another.
            var graph = rows.Select(row => row.Before.Length + (row.StepId is null ? 0 : 1 + (row.After.Length == 0 ? 0 : 1 + row.After.Length))).DefaultIfEmpty().Max() + 1;
            var id = Widest(steps.Select(state => state.Step.Id), 8);
            var task = Widest(steps.Select(state => state.Step.Task), 30);
            var model = Widest(steps.Select(PlanView.Model), 28);
            // While steps work there is room for their progress, so that the columns do not jump when it comes.
            var instruction = Math.Max(Widest(steps.Select(state => state.Step.Instruction), 80), options.Frame is null ? 0 : ProgressRoom);
            // On a narrow terminal the instruction gives way first, then the model.
            var room = options.Width - graph - id - 2 - task - 2 - Time;
            if (room < model + 2)
            {
                return new Columns(graph, id, task, 0, room >= 12 ? room - 2 : 0);
            }

            room -= model + (model > 0 ? 2 : 0) + 2;
            return new Columns(graph, id, task, room < LeastInstruction ? 0 : Math.Min(room, instruction), model);
        }

        private static int Widest(IEnumerable<string> texts, int most) =>
            Math.Min(texts.Select(text => Line.CellsOf(TerminalText.OneLine(text))).DefaultIfEmpty().Max(), most);
    }
}
