namespace Planner.Inference;

/// <summary>A request in OpenAI's form that is passed on.</summary>
public sealed record PassedCall
{
    /// <summary>What is asked for, such as <c>chat/completions</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The body, naming the model as it is told: the server's name for it.</summary>
    public required Func<string, ReadOnlyMemory<byte>> Body { get; init; }

    /// <summary>
    /// Takes the reply: whole, or, when the server streams, some events at a time as they come. False: nobody wants it any more, since another attempt was faster.
    /// </summary>
    public required Func<ReplyPiece, CancellationToken, ValueTask<bool>> Reply { get; init; }
}
