using System.Text;
using Planner.Conversations;

namespace Planner.Cli.Chat;

/// <summary>A conversation as Markdown.</summary>
internal static class Transcript
{
    /// <summary>What was said, turn by turn, with the files.</summary>
    public static async Task<string> WriteAsync(ConversationService service, Conversation conversation, CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"# {(conversation.Title.Length > 0 ? conversation.Title : conversation.Id)}\n");
        foreach (var runId in conversation.Runs)
        {
            var run = await service.ReadAsync(runId, cancellationToken);
            text.Append($"\n**You:** {run.Request?.Text}\n");
            foreach (var file in run.Request?.Attachments ?? [])
            {
                text.Append($"- {file.Name} ({file.Artifact.MediaType})\n");
            }

            text.Append($"\n{(run.Answer.Length > 0 ? run.Answer : run.Failure?.Message ?? "(no answer)")}\n");
        }

        return text.ToString();
    }
}
