using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/images/generations</c> and <c>/v1/images/edits</c>.</summary>
internal static class Images
{
    private const int MostImages = 10;
    private const int MostGiven = 16;
    private static readonly string[] Edits = ["image-text-to-image", "image-to-image"];

    // What both forms of a request call otherwise than tasks do, or what says how to answer.
    private static readonly HashSet<string> Envelope = new(["model", "prompt", "n", "size", "response_format", "user", "stream", "image"], StringComparer.Ordinal);

    public static async Task GenerateAsync(HttpContext context, ServedModels models, ArtifactStore store, TimeProvider clock, ServerOptions server)
    {
        ArtifactStore.ActAs(context.Caller().User);
        var body = await context.Request.ReadObjectAsync(context.RequestAborted);
        await AnswerAsync(context, models, store, clock, server, body, "text-to-image", []);
    }

    public static async Task EditAsync(HttpContext context, ServedModels models, ArtifactStore store, TimeProvider clock, ServerOptions server)
    {
        var form = await MultipartForm.ReadAsync(context, store, server, MostGiven, "image, prompt and model");
        var given = form.Files.Where(file => file.Part is "image" or "image[]").Select(file => file.File).ToList();
        if (given.Count == 0)
        {
            throw Problem.BadRequest("'image' is missing.", "Send the picture to be changed as the file 'image'.").AsException();
        }

        if (form.Files.Count > given.Count)
        {
            throw Problem.BadRequest("Masks are not taken here.", "Leave out 'mask', and say in the prompt what is to be changed.").AsException();
        }

        // Numbers come as text in a form.
        var body = new JsonObject(form.Fields.Select(field => KeyValuePair.Create(
            field.Key,
            (JsonNode?)(field.Key != "prompt" && double.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(field.Value)))));
        await AnswerAsync(context, models, store, clock, server, body, null, given);
    }

    private static async Task AnswerAsync(
        HttpContext context, ServedModels models, ArtifactStore store, TimeProvider clock, ServerOptions server, JsonObject body, string? taskId, List<Artifact> given)
    {
        var model = models.Require(body.Text("model") ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models.").AsException());
        var prompt = body.Text("prompt") ?? throw Problem.BadRequest("'prompt' is missing.", "Say what the picture is to show.").AsException();
        var task = models.TasksOf(model).FirstOrDefault(task => taskId is null ? Edits.Contains(task.Id) : task.Id == taskId)
            ?? throw Problem.BadRequest($"{model.Card.Id} does {string.Join(", ", model.Card.Tasks)}, and {(given.Count == 0 ? "makes no pictures from words" : "changes no pictures")}.", "GET /v1/models lists models.").AsException();
        var links = body.Text("response_format") switch
        {
            null or "b64_json" => false,
            "url" when server.Model is null => true,
            "url" => throw Problem.BadRequest("A server of one model gives no links.", "Ask for b64_json.").AsException(),
            var other => throw Problem.BadRequest($"response_format '{other}' is not known.", "Ask for b64_json or url.").AsException(),
        };
        var count = body.Number("n") ?? 1;
        if (count is not (>= 1 and <= MostImages))
        {
            throw Problem.BadRequest($"'n' is {count.ToString(CultureInfo.InvariantCulture)}.", $"Ask for 1 to {MostImages} pictures.").AsException();
        }

        var call = new ModelCall
        {
            Model = model.Card.Id,
            Task = task.Id,
            Inputs = Inputs(task, prompt, given),
            Parameters = Parameters(task, body, prompt),
            Instruction = prompt,
        };
        var data = new JsonArray();
        for (var i = 0; i < (int)count; i++)
        {
            var value = await models.CallAsync(call, context.RequestAborted);
            foreach (var file in (value is ListValue list ? list.Items : [value]).OfType<ArtifactValue>().Select(item => item.Artifact))
            {
                data.Add(links
                    ? new JsonObject { ["url"] = $"{context.Request.Scheme}://{context.Request.Host}/api/artifacts/{file.Id}" }
                    : new JsonObject { ["b64_json"] = Convert.ToBase64String(await File.ReadAllBytesAsync(store.PathOf(file), context.RequestAborted)) });
            }
        }

        await context.WriteJsonAsync(new JsonObject { ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["data"] = data });
    }

    private static Dictionary<string, Value> Inputs(TaskType task, string prompt, List<Artifact> given)
    {
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (task.Slot("text") is not null)
        {
            inputs["text"] = new TextValue(prompt);
        }

        if (task.Slot("image") is { } slot && given.Count > 0)
        {
            inputs["image"] = given is [var only] ? new ArtifactValue(only)
                : slot.Many ? new ListValue([.. given.Select(file => new ArtifactValue(file))])
                : throw Problem.BadRequest($"{task.Id} takes one picture, not {given.Count}.", "Send one.").AsException();
        }

        return inputs;
    }

    // "512x256" is width and height; "auto" is the model's own choice. What the task does not know, quality or style, is passed over as OpenAI's own models do.
    private static Dictionary<string, JsonNode?> Parameters(TaskType task, JsonObject body, string prompt)
    {
        var known = task.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var parameters = body.Where(member => known.Contains(member.Key) && !Envelope.Contains(member.Key)).ToDictionary(member => member.Key, member => member.Value?.DeepClone(), StringComparer.Ordinal);
        if (known.Contains("prompt"))
        {
            parameters["prompt"] = prompt;
        }

        if (body.Text("size") is { } size && size != "auto")
        {
            if (size.Split('x') is not [var wide, var high] || !int.TryParse(wide, CultureInfo.InvariantCulture, out var width) || !int.TryParse(high, CultureInfo.InvariantCulture, out var height))
            {
                throw Problem.BadRequest($"size '{size}' is none.", "Write it as 1024x1024, or auto.").AsException();
            }

            (parameters["width"], parameters["height"]) = (width, height);
        }

        return parameters;
    }
}
