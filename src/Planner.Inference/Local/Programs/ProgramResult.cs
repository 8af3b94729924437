using System.Text;

namespace Planner.Inference.Local.Programs;

/// <summary>What became of a call.</summary>
/// <param name="Program">The program's name.</param>
/// <param name="Outcome">How the call ended.</param>
internal sealed record ProgramResult(string Program, ProgramOutcome Outcome)
{
    /// <summary>The exit code, when it ended by itself.</summary>
    public int ExitCode { get; init; }

    /// <summary>What it wrote to standard output.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>The last that it wrote to standard error; for kinds of <see cref="ProgramOutcome"/> without one, why.</summary>
    public string ErrorTail { get; init; } = "";

    /// <summary>The time limit that was in force.</summary>
    public TimeSpan TimeLimit { get; init; }

    /// <summary>Whether it ended by itself with exit code 0.</summary>
    public bool Succeeded => Outcome == ProgramOutcome.Exited && ExitCode == 0;

    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>The failure as a step's error.</summary>
    /// <param name="doing">What it was to do, as in "tesseract failed while <c>reading 'page.png'</c>".</param>
    /// <param name="package">The Debian package that it comes in.</param>
    public StepError ToError(string doing, string package) => Outcome switch
    {
        ProgramOutcome.NotFound => new StepError(
            StepErrorKind.CannotRun, $"{Program} is not installed, needed for {doing}.", $"Run: apt-get install -y {package}"),
        ProgramOutcome.NotStarted => new StepError(StepErrorKind.Unavailable, $"{Program} did not start for {doing}: {ErrorTail}."),
        ProgramOutcome.TimedOut => new StepError(
            StepErrorKind.TimedOut,
            FormattableString.Invariant($"{Program} was stopped after {TimeLimit.TotalSeconds:0.#} s while {doing}."),
            "Give it a smaller input, or raise Planner:Local:ProgramSeconds."),
        ProgramOutcome.OutputTooLarge => new StepError(
            StepErrorKind.Model, $"{Program} was stopped while {doing}: it wrote more than it may.",
            "Give it a smaller input, or raise Planner:Local:MaxOutputBytes."),
        _ => new StepError(StepErrorKind.Model, $"{Program} failed while {doing} (exit code {ExitCode}){Because}."),
    };

    private string Because => LastLine.Length == 0 ? "" : $": {LastLine}";

    private string LastLine =>
        ErrorTail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("").TrimEnd('.');
}
