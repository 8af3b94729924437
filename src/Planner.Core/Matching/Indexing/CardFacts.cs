using System.Runtime.InteropServices;

namespace Planner.Matching.Indexing;

/// <summary>What a card is filtered by, in a form that a million can be scanned in.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CardFacts
{
    /// <summary>The main task as an index of the segment's tasks.</summary>
    public ushort Task;

    /// <summary>Another task, or <see cref="None"/>.</summary>
    public ushort Second;

    /// <summary>A third task, or <see cref="None"/>; more are in <see cref="SegmentSection.MoreTasks"/>.</summary>
    public ushort Third;

    /// <summary>The license as an index of the segment's licenses, or <see cref="None"/>.</summary>
    public ushort License;

    /// <summary>A bit for each language, see <see cref="LanguageBits"/>.</summary>
    public ulong Languages;

    /// <summary>The number of weights in millions; 0 when not known.</summary>
    public float Millions;

    /// <summary>How widely it is used, 0 to 1.</summary>
    public float Popularity;

    /// <summary>1 when the Hub says that nobody runs it now, or that it is gone; 0 otherwise, and when that is not known.</summary>
    public ushort Idle;

    /// <summary>How many tasks it holds.</summary>
    public const int MostTasks = 3;

    /// <summary>Stands for nothing.</summary>
    public const ushort None = ushort.MaxValue;

    /// <summary>Whether the card does a task.</summary>
    public readonly bool Does(int task) => Task == task || Second == task || Third == task;
}
