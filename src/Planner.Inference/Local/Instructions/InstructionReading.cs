namespace Planner.Inference.Local.Instructions;

/// <summary>What an instruction asks for.</summary>
/// <param name="Operations">What was understood, in the order in which it was said.</param>
/// <param name="Unknown">The words that were not. Doing the rest would be a guess at what the whole means.</param>
internal sealed record InstructionReading<T>(IReadOnlyList<T> Operations, IReadOnlyList<string> Unknown)
{
    /// <summary>Whether every word is accounted for and asks for something.</summary>
    public bool IsClear => Operations.Count > 0 && Unknown.Count == 0;

    /// <summary>Why it is not clear, for people.</summary>
    public string Problem => Unknown.Count > 0
        ? $"does not understand {string.Join(", ", Unknown.Distinct(StringComparer.OrdinalIgnoreCase).Take(6).Select(word => $"'{word}'"))}"
        : "finds nothing to do in the instruction";
}
