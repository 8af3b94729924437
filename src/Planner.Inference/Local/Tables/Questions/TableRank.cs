namespace Planner.Inference.Local.Tables;

/// <summary>An order of rows or groups, and which of them is asked for.</summary>
/// <param name="IsHighest">Whether the highest comes first.</param>
/// <param name="Place">The first place asked for, 1-based.</param>
/// <param name="Take">How many places.</param>
internal sealed record TableRank(bool IsHighest, int Place, int Take);
