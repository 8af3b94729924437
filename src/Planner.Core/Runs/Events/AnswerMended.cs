namespace Planner.Runs;

/// <summary><c>answer.mended</c>: A claim or citation in the answer was not borne out and is marked or removed.</summary>
public sealed record AnswerMended : RunEvent
{
    /// <summary>As it was.</summary>
    public required string Before { get; init; }

    /// <summary>As it is now.</summary>
    public required string After { get; init; }

    /// <summary>What did not bear it out.</summary>
    public required string Why { get; init; }
}
