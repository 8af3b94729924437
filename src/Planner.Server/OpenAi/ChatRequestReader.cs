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
        var messages = (body["messages"] as JsonArray ?? []).OfType<JsonObject>().Where(message => message.Text("role") == "user").ToList();
        if (messages.Count == 0)
        {
            throw Problem.BadRequest("There is no message of the user.", "Send {\"messages\":[{\"role\":\"user\",\"content\":\"…\"}]}.").AsException();
        }

        var attachments = new List<Attachment>();
        var text = "";
        foreach (var message in messages)
        {
            text = await ReadAsync(message["content"], attachments, caller, options, cancellationToken);
        }

        return new ChatQuestion(text, attachments, options with { Approve = false });
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
