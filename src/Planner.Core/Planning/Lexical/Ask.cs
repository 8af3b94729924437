using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>Something that a request asks for: a task at a place, on its way to become one or more steps.</summary>
internal sealed class Ask
{
    /// <summary>The task.</summary>
    public required TaskType Task { get; set; }

    /// <summary>The words that asked for it; null when it is implied.</summary>
    public Mention? Mention { get; init; }

    /// <summary>How sure it is, about 0.5 to 1.5.</summary>
    public required double Score { get; init; }

    /// <summary>The first word of the clause that asks for it.</summary>
    public int First { get; set; }

    /// <summary>The first word behind what was asked before it in the sentence: "And separately, from the original: …" goes for what follows.</summary>
    public int Lead { get; set; }

    /// <summary>The last word of that clause.</summary>
    public int Last { get; set; }

    /// <summary>The place by which asks are put in order.</summary>
    public int Anchor => Mention?.First ?? First;

    /// <summary>Whether the clause is itself the question to answer.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>The asks whose results the request says this one works on.</summary>
    public HashSet<Ask> Uses { get; } = [];

    /// <summary>Whether a result is something found out about its input (labels, an answer) rather than new content.</summary>
    public bool FindsOut => Traits.FindsOut(Task);
}
