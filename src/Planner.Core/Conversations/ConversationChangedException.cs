namespace Planner.Conversations;

/// <summary>Somebody else changed the conversation since it was read.</summary>
public sealed class ConversationChangedException(string id)
    : Exception($"The conversation '{id}' was changed elsewhere in the meantime. Read it again and repeat what you did.");
