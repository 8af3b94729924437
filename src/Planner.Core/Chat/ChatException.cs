namespace Planner.Chat;

/// <summary>A chat model or the way to it failed. The message says what, where and the fix.</summary>
public sealed class ChatException : Exception
{
    /// <summary>Makes one.</summary>
    public ChatException(ChatErrorKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public ChatErrorKind Kind { get; }

    /// <summary>How many tokens the model takes, when the endpoint said so with <see cref="ChatErrorKind.ContextTooLong"/>.</summary>
    public int? ContextTokens { get; init; }
}
