namespace Planner.Inference.Local.Text;

/// <summary>One question phrase ("how many days", "до какого числа").</summary>
/// <param name="Type">What it asks for.</param>
/// <param name="Length">How many words it takes; 0 when no question phrase starts here.</param>
internal readonly record struct QuestionSlot(AnswerTypes Type, int Length)
{
    /// <summary>The stem of the noun that is counted or chosen, or null.</summary>
    public string? HeadStem { get; init; }

    /// <summary>Whether the noun is in the plural.</summary>
    public bool IsPlural { get; init; }

    /// <summary>Whether the phrase is the subject of the question.</summary>
    public bool IsSubject { get; init; }
}
