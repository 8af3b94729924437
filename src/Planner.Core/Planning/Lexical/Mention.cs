using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>A place in a request that asks for a task, or that names a task's result.</summary>
/// <param name="Cue">The cue that fits there.</param>
/// <param name="Places">The indexes of the words that it took, ascending.</param>
/// <param name="NamesResult">Whether it names a result instead of asking for one.</param>
internal sealed record Mention(Cue Cue, int[] Places, bool NamesResult)
{
    /// <summary>The task.</summary>
    public TaskType Task => Cue.Task;

    /// <summary>The first word.</summary>
    public int First => Places[0];

    /// <summary>The last word.</summary>
    public int Last => Places[^1];

    /// <summary>Whether both took a word in common.</summary>
    public bool Shares(Mention other) => Places.AsSpan().IndexOfAny(other.Places) >= 0;
}
