using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/audio/speech</c>.</summary>
internal static class Speech
{
    private const string TaskId = "text-to-speech";
    private const string Converter = "local/audio-tools";

    // Words per minute that OpenAI's speed 1 stands for in local engines: espeak-ng's own default.
    private const double NormalSpeed = 175;

    // OpenAI's own voices, which no engine here has: they stand for the voice of the text's language.
    private static readonly HashSet<string> Voices = new(
        ["alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage", "shimmer", "verse"], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["mp3"] = "audio/mpeg",
        ["wav"] = "audio/wav",
        ["flac"] = "audio/flac",
        ["aac"] = "audio/aac",
        ["opus"] = "audio/ogg",
    };

    public static async Task AnswerAsync(HttpContext context, ServedModels models, ArtifactStore store)
    {
        ArtifactStore.ActAs(context.Caller().User);
        var body = await context.Request.ReadObjectAsync(context.RequestAborted);
        var model = models.Require(body.Text("model") ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models.").AsException());
        var format = body.Text("response_format");
        if (format is not null && !Formats.ContainsKey(format))
        {
            throw Problem.BadRequest($"response_format '{format}' is not made here.", $"Ask for {string.Join(", ", Formats.Keys)}.").AsException();
        }

        var parameters = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        if (body.Text("voice") is { } voice && !(model.Card.IsLocal && Voices.Contains(voice)))
        {
            parameters["voice"] = voice;
        }

        if (body.Number("speed") is { } speed)
        {
            parameters["speed"] = model.Card.IsLocal ? NormalSpeed * speed : speed;
        }

        var text = body.Text("input") ?? throw Problem.BadRequest("'input' is missing.", "Send the text to be spoken.").AsException();
        var spoken = await models.CallAsync(
            new ModelCall
            {
                Model = model.Card.Id,
                Task = TaskId,
                Inputs = new Dictionary<string, Value> { ["text"] = new TextValue(text) },
                Parameters = parameters,
                Instruction = body.Text("instructions") ?? "",
            },
            context.RequestAborted);
        var file = await ConvertAsync((ArtifactValue)spoken, format, models, context.RequestAborted);
        await using var content = store.OpenRead(file);
        context.Response.ContentType = file.MediaType;
        context.Response.ContentLength = file.Size;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>The speech in the format asked for. Where none was, OpenAI's, MP3, if it can be made; else as the engine gave it.</summary>
    private static async Task<Artifact> ConvertAsync(ArtifactValue spoken, string? format, ServedModels models, CancellationToken cancellationToken)
    {
        if (spoken.Artifact.MediaType == Formats[format ?? "mp3"])
        {
            return spoken.Artifact;
        }

        try
        {
            var converted = await models.CallAsync(
                new ModelCall
                {
                    Model = Converter,
                    Task = "audio-to-audio",
                    Inputs = new Dictionary<string, Value> { ["audio"] = spoken },
                    Instruction = $"Convert it to {(format == "opus" ? "ogg" : format ?? "mp3")}",
                },
                cancellationToken);
            return ((ArtifactValue)converted).Artifact;
        }
        catch (ProblemException exception)
        {
            return format is null
                ? spoken.Artifact
                : throw Problem.BadRequest($"Speech can't be made as {format} here: {exception.Problem.Detail}", $"Ask for {MediaTypes.Extension(spoken.Artifact.MediaType)?.TrimStart('.')}.").AsException();
        }
    }
}
