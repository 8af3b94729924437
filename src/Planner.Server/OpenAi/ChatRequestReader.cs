using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Runs;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.OpenAi;

/// <summary>Reads the messages of a chat: text, and parts of type text, image_url, input_audio and file.</summary>
internal sealed class ChatRequestReader(AttachmentReader files, IOptions<ServerOptions> server)
{
    /// <summary>The question.</summary>
    /// <exception cref="ProblemException">There is no user message, or a part is malformed.</exception>
    public async Task<ChatQuestion> ReadAsync(JsonObject body, Caller caller, CancellationToken cancellationToken)
    {
        var options = body["planner"] is JsonObject own ? own.Deserialize(PlannerJson.Context.RequestOptions)! : new RequestOptions();
        var messages = (body["messages"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var attachments = new List<Attachment>();
        var history = new List<PastTurn>();
        var instructions = new List<string>();
        string? asked = null;
        foreach (var message in messages)
        {
            var text = await ReadAsync(message["content"], attachments, caller, options, cancellationToken);
            switch (message.Text("role"))
            {
                case "user":
                    if (asked is not null)
                    {
                        history.Add(new PastTurn("", asked, ""));
                    }

                    asked = text;
                    break;
                case "assistant" when asked is not null:
                    history.Add(new PastTurn("", asked, text));
                    asked = null;
                    break;
                case "system" or "developer":
                    instructions.Add(text);
                    break;
            }
        }

        return new ChatQuestion(
            asked ?? throw Problem.BadRequest("The last message is not the user's.", "Send {\"messages\":[{\"role\":\"user\",\"content\":\"…\"}]}.").AsException(),
            attachments, options with { Approve = false })
        {
            History = history,
            Instructions = instructions.Count > 0 ? string.Join("\n\n", instructions) : null,
        };
    }

    private async Task<string> ReadAsync(JsonNode? content, List<Attachment> attachments, Caller caller, RequestOptions options, CancellationToken cancellationToken)
    {
        if (content is not JsonArray parts)
        {
            return content is JsonValue value && value.TryGetValue<string>(out var whole) ? whole.Trim() : "";
        }

        var texts = new List<string>();
        foreach (var part in parts.OfType<JsonObject>())
        {
            if (part.Text("type") == "text")
            {
                texts.Add(part.Text("text") ?? "");
            }
            else
            {
                var source = SourceOf(part);
                AttachmentReader.Add(attachments, await files.ReadAsync(source, caller, server.Value.Within(options.Egress), cancellationToken), source.Name);
            }
        }

        return string.Join('\n', texts).Trim();
    }

    private static AttachmentSource SourceOf(JsonObject part)
    {
        var type = part.Text("type");
        var inner = part[type ?? ""] as JsonObject ?? [];
        return type switch
        {
            "image_url" => new AttachmentSource { Url = inner.Text("url") ?? part.Text("image_url") },
            "input_audio" => new AttachmentSource { DataUrl = $"data:audio/{inner.Text("format")};base64,{inner.Text("data")}" },
            "file" => new AttachmentSource { DataUrl = inner.Text("file_data"), ArtifactId = inner.Text("file_id"), Name = inner.Text("filename") },
            _ => throw Problem.BadRequest($"A part of type '{type}' is not read.", "Send parts of type text, image_url, input_audio or file.").AsException(),
        };
    }
}
