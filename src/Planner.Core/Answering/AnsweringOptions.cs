using System.ComponentModel.DataAnnotations;

namespace Planner.Answering;

/// <summary>How answers are written by a controller LLM, <c>Planner:Answering</c>.</summary>
public sealed class AnsweringOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Answering";

    /// <summary>How many tokens of the model's context are kept free for the answer.</summary>
    [Range(64, 100_000)]
    public int ReplyTokens { get; set; } = 2000;

    /// <summary>
    /// A result this many times longer than the room for it is condensed by the model before it is cut; a shorter one only loses its
    /// middle. Each piece of it is a call.
    /// </summary>
    [Range(1.0, 1000.0)]
    public double CondenseAbove { get; set; } = 3;

    /// <summary>The most calls to condense one result; 0: none is condensed.</summary>
    [Range(0, 100)]
    public int MaxCondenseCalls { get; set; } = 8;
}
