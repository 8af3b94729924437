namespace Planner.Execution.Checks;

/// <summary>What is wrong with a result.</summary>
/// <param name="Message">What, as the end of a sentence that begins with the model's id: <c>gave silence</c>.</param>
/// <param name="IsWeak">
/// False: it counts as a failure. True: it is poor, and is kept as a last resort in case no other model does better.
/// </param>
public sealed record ResultFlaw(string Message, bool IsWeak = false)
{
    /// <summary>A result that is none.</summary>
    public static ResultFlaw Fails(string message) => new(message);

    /// <summary>A result that is poor.</summary>
    public static ResultFlaw Weak(string message) => new(message, IsWeak: true);
}
