namespace Planner.Inference;

/// <summary>A request in OpenAI's form that is passed on.</summary>
public sealed record PassedCall
{
    /// <summary>What is asked for, such as <c>chat/completions</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The body as a server gets it, given its name for the model and for the limit of a reply, such as <c>max_tokens</c>.</summary>
    public required Func<string, string, ReadOnlyMemory<byte>> Body { get; init; }

    /// <summary>
    /// Takes the reply: whole, or, when the server streams, some events at a time as they come. False: nobody wants it any more, since another attempt was faster.
    /// </summary>
    public required Func<ReplyPiece, CancellationToken, ValueTask<bool>> Reply { get; init; }
}
