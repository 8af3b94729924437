using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>A call of an endpoint failed: how, and what may be done about it. Chats show it as <see cref="ChatException"/>, steps as <see cref="StepError"/>.</summary>
internal sealed class EndpointException(ChatErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public ChatErrorKind Kind { get; } = kind;

    /// <summary>Whether the same call may succeed when it is made again.</summary>
    public bool Transient { get; init; }

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the request itself is at fault, so that any other server would refuse it too.</summary>
    public bool IsRequestAtFault { get; init; }

    /// <summary>How many tokens the model takes, as the server said.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>The member of the request that the server does not know.</summary>
    public string? Unsupported { get; init; }

    public ChatException ToChatException() => new(Kind, Message, this) { ContextTokens = ContextTokens };

    public StepError ToStepError() => new(
        Kind switch
        {
            ChatErrorKind.Busy or ChatErrorKind.Unreachable => StepErrorKind.Unavailable,

            // Nothing was said yet: as if it had never been reached.
            ChatErrorKind.Broken when Transient => StepErrorKind.Unavailable,
            ChatErrorKind.TimedOut => StepErrorKind.TimedOut,
            _ => StepErrorKind.Model,
        },
        Message)
    {
        RetryAfterSeconds = RetryAfter?.TotalSeconds,
    };
}
