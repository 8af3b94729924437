using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/completions</c>: text generation in OpenAI's older form, which Hugging Face's clients use too.</summary>
internal static class TextCompletions
{
    private static readonly HashSet<string> Envelope = new(StringComparer.Ordinal) { "model", "prompt", "stream", "n", "user" };

    public static async Task AnswerAsync(HttpContext context, ServedModels models, string? modelInPath)
    {
        var body = await context.Request.ReadObjectAsync(context.RequestAborted);
        var model = models.Require(modelInPath ?? body.Text("model") ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models.").AsException());
        var prompt = body.Text("prompt") ?? throw Problem.BadRequest("'prompt' is missing or no text.", "Send the text to go on with.").AsException();
        var parameters = body.Where(member => !Envelope.Contains(member.Key))
            .ToDictionary(member => member.Key == "max_tokens" ? "max_new_tokens" : member.Key, member => member.Value, StringComparer.Ordinal);
        var value = await models.CallAsync(
            new ModelCall { Model = model.Card.Id, Task = "text-generation", Inputs = new Dictionary<string, Value> { ["text"] = new TextValue(prompt) }, Parameters = parameters },
            context.RequestAborted);
        var text = ValueText.Of(value) ?? "";
        var answer = new JsonObject
        {
            ["id"] = "cmpl-" + Guid.NewGuid().ToString("N"),
            ["object"] = "text_completion",
            ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["model"] = model.Card.Id,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["text"] = text, ["finish_reason"] = "stop", ["logprobs"] = null }),
            ["usage"] = Usage.Of(Usage.Words(prompt), Usage.Words(text)),
        };
        if (!body.IsTrue("stream"))
        {
            await context.WriteJsonAsync(answer);
            return;
        }

        // One model gives its text at once: one chunk, and the end mark.
        context.Response.ContentType = EventStreamWriter.MediaType;
        await context.Response.WriteAsync($"data: {JsonResponses.Line(answer)}\n\ndata: [DONE]\n\n", context.RequestAborted);
    }
}
