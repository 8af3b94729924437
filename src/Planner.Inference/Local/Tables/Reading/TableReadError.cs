namespace Planner.Inference.Local.Tables;

/// <summary>What is wrong with a table file, where, and how to mend it.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Line">The line of the file, 1-based; 0 where it concerns the whole file.</param>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="Fix">What to do, one sentence.</param>
public sealed record TableReadError(TableReadErrorKind Kind, int Line, string What, string Fix)
{
    /// <summary>The whole message: what, where and the fix.</summary>
    public string Message => Line > 0 ? FormattableString.Invariant($"Line {Line}: {What} {Fix}") : $"{What} {Fix}";
}
