namespace Planner.Chat;

/// <summary>
/// What is known of how models think. The prompt of some ends with the opening tag of a thought, so that a reply begins with the thought and only the
/// closing tag shows where it ends: too late for what was streamed by then.
/// </summary>
public interface IThinkingHabits
{
    /// <summary>Whether the model begins with a thought that it does not open; null: not known yet.</summary>
    /// <param name="modelId">The model as its replies name it.</param>
    bool? BeginsWithThought(string modelId);

    /// <summary>Remembers it.</summary>
    /// <param name="modelId">The model as its replies name it.</param>
    /// <param name="begins">Whether it did.</param>
    void Learn(string modelId, bool begins);
}
