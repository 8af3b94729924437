using System.Text;
using Planner.Artifacts;
using Planner.Conversations;
using Planner.Runs;

namespace Planner.Cli.Chat;

/// <summary>A conversation as Markdown.</summary>
internal static class Transcript
{
    /// <summary>What was said, turn by turn, with the files.</summary>
    /// <param name="service">Reads the turns.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="save">Saves the files that a turn made, and says where, by their ids; null: they are only named.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<string> WriteAsync(
        ConversationService service, Conversation conversation, Func<IReadOnlyList<Artifact>, Task<Dictionary<string, string>>>? save, CancellationToken cancellationToken)
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

            text.Append($"\n{(run.Answer.Length > 0 ? run.Answer : run.Failure?.Message ?? (run.Status == RunStatus.Cancelled ? "(cancelled)" : "(no answer)"))}\n");
            if (save is not null && run.Made.Count > 0)
            {
                var paths = await save(run.Made);
                text.Append($"\n{string.Join('\n', run.Made.Select(made => $"- [{made.Name}](<{paths[made.Id]}>)"))}\n");
            }
        }

        return text.ToString();
    }
}
