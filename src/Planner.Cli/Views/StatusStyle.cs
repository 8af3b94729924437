using Planner.Runs;
using Spectre.Console;

namespace Planner.Cli.Views;

/// <summary>How a step's status looks.</summary>
/// <param name="Glyph">One cell.</param>
/// <param name="Style">Its colour.</param>
internal readonly record struct StatusStyle(string Glyph, Style Style)
{
    /// <summary>Grey, for what is said in passing.</summary>
    public static readonly Style Dim = new(Color.Grey);

    /// <summary>Yellow, for what did not go as asked.</summary>
    public static readonly Style Warn = new(Color.Yellow);

    /// <summary>Red, for failures.</summary>
    public static readonly Style Bad = new(Color.Red);

    /// <summary>Green, for what is done.</summary>
    public static readonly Style Good = new(Color.Green);

    /// <summary>Cyan, for what is at work and for names of models.</summary>
    public static readonly Style Active = new(Color.Aqua);

    /// <summary>Bold.</summary>
    public static readonly Style Strong = new(decoration: Decoration.Bold);

    private static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
    private static readonly string[] AsciiSpinner = ["-", "\\", "|", "/"];

    /// <summary>The look of a status.</summary>
    /// <param name="status">Where the step stands.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    /// <param name="frame">Counts up while something moves; null: nothing moves.</param>
    public static StatusStyle Of(StepStatus status, bool unicode, int? frame = null) => status switch
    {
        StepStatus.Running => new(Moving(unicode, frame), Active),
        StepStatus.Succeeded => new(unicode ? "✔" : "+", Good),
        StepStatus.Failed => new(unicode ? "✘" : "x", Bad),
        StepStatus.Skipped => new(unicode ? "⊘" : "/", Warn),
        StepStatus.Cancelled => new(unicode ? "■" : "#", Warn),
        _ => new(unicode ? "○" : "o", Dim),
    };

    /// <summary>A mark for work that goes on.</summary>
    public static string Moving(bool unicode, int? frame) => (unicode, frame) switch
    {
        (true, { } n) => Spinner[n % Spinner.Length],
        (false, { } n) => AsciiSpinner[n % AsciiSpinner.Length],
        (true, null) => "●",
        (false, null) => "*",
    };
}
