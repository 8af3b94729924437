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

    /// <summary>The words that no other mention may take: its own, and those of other ways to say the same.</summary>
    public int[] Taken { get; init; } = Places;

    /// <summary>The first word.</summary>
    public int First => Places[0];

    /// <summary>The last word.</summary>
    public int Last => Places[^1];

    /// <summary>The same, with the words of another way to say it.</summary>
    public Mention With(Mention other) => this with { Taken = [.. Taken.Union(other.Taken)] };

    /// <summary>Whether both took a word in common.</summary>
    public bool Shares(Mention other) => Taken.AsSpan().IndexOfAny(other.Taken) >= 0;
}
