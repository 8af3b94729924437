using Planner.Runs;

namespace Planner.Server.OpenAi;

/// <summary>What the last user message of a chat asks.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Attachments">The files of it and of the user's messages before.</param>
/// <param name="Options">How to run it, from the extension member <c>planner</c>.</param>
internal sealed record ChatQuestion(string Text, IReadOnlyList<Attachment> Attachments, RequestOptions Options);
