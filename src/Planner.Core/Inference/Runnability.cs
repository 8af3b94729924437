namespace Planner.Inference;

/// <summary>Whether something can run here: through what, or why not and what would mend it.</summary>
/// <param name="CanRun">Whether it can.</param>
/// <param name="Reason">Through what it runs (<c>tesseract 5.3.0</c>), or why it can't.</param>
/// <param name="Fix">One command or setting that would make it run; null when it can or nothing would.</param>
public sealed record Runnability(bool CanRun, string Reason, string? Fix = null)
{
    /// <summary>It can run.</summary>
    public static Runnability Yes(string through) => new(true, through);

    /// <summary>It can't run.</summary>
    public static Runnability No(string why, string? fix = null) => new(false, why, fix);
}
