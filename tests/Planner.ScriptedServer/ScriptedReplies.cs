using System.Text.Json.Nodes;

namespace Planner.ScriptedServer;

/// <summary>
/// Replies from a file of JSON lines. <c>{"models":["id", …]}</c> is what the server lists; <c>{"says":["words", …],"reply":"text"}</c> what it answers a
/// chat that has all of these words; <c>{"path":"/v1/…","reply":{…}}</c> what it answers other requests. The first line that fits counts.
/// </summary>
public static class ScriptedReplies
{
    /// <summary>Lets a server answer by a file.</summary>
    /// <param name="server">The server.</param>
    /// <param name="file">The file.</param>
    public static void Apply(ScriptedChatServer server, string file)
    {
        ArgumentNullException.ThrowIfNull(server);
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject()))
        {
            if (line["models"] is JsonArray models)
            {
                server.Models = [.. models.Select(model => new JsonObject { ["id"] = model!.DeepClone(), ["object"] = "model" })];
            }
            else if (line["path"]?.GetValue<string>() is { } path)
            {
                server.When(request => request.Path == path, ScriptedReply.Json(line["reply"]!));
            }
            else
            {
                string[] words = [.. line["says"]!.AsArray().Select(word => word!.GetValue<string>())];
                server.When(request => request.IsChat && words.All(request.Says), line["reply"]!.GetValue<string>());
            }
        }
    }
}
