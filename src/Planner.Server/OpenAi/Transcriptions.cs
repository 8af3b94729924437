using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/audio/transcriptions</c>.</summary>
internal static class Transcriptions
{
    private const string TaskId = "automatic-speech-recognition";
    private static readonly string[] Formats = ["json", "text", "verbose_json", "srt", "vtt"];

    public static async Task AnswerAsync(HttpContext context, ServedModels models, ArtifactStore store, ServerOptions server)
    {
        var form = await MultipartForm.ReadAsync(context, store, server, 1, "file and model");
        var model = models.Require(form.Fields.GetValueOrDefault("model") ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models.").AsException());
        var file = form.Files is [{ Part: "file", File: var sent }] ? sent : throw Problem.BadRequest("'file' is missing.", "Send the recording as the file 'file'.").AsException();
        var format = form.Fields.GetValueOrDefault("response_format", "json");
        if (!Formats.Contains(format))
        {
            throw Problem.BadRequest($"response_format '{format}' is not made here.", $"Ask for {string.Join(", ", Formats)}.").AsException();
        }

        var parameters = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        if (form.Fields.TryGetValue("language", out var language))
        {
            parameters["language"] = language;
        }

        if (format is not ("json" or "text"))
        {
            parameters["return_timestamps"] = true;
        }

        var value = await models.CallAsync(
            new ModelCall
            {
                Model = model.Card.Id,
                Task = TaskId,
                Inputs = new Dictionary<string, Value> { ["audio"] = new ArtifactValue(file) },
                Parameters = parameters,
                Instruction = form.Fields.GetValueOrDefault("prompt", ""),
            },
            context.RequestAborted);
        var text = ValueText.Of(value) ?? "";
        var stretches = Stretches(value, text);
        switch (format)
        {
            case "json":
                await context.WriteJsonAsync(new JsonObject { ["text"] = text });
                break;
            case "verbose_json":
                await context.WriteJsonAsync(Verbose(text, (value as TextValue)?.Language ?? language, stretches));
                break;
            case "text":
                await WriteAsync(context, "text/plain; charset=utf-8", text + "\n");
                break;
            default:
                await WriteAsync(context, format == "vtt" ? "text/vtt; charset=utf-8" : "application/x-subrip; charset=utf-8", Subtitles(model.Card.Id, stretches, format == "vtt"));
                break;
        }
    }

    private static List<(double From, double To, string Text)> Stretches(Value value, string text)
    {
        var stretches = new List<(double From, double To, string Text)>();
        foreach (var source in value.Sources.Where(source => source.From is not null).OrderBy(source => source.From))
        {
            stretches.Add((source.From!.Value, source.To ?? source.From.Value, source.Covers?.In(text).ToString() ?? text));
        }

        return stretches;
    }

    private static JsonObject Verbose(string text, string? language, List<(double From, double To, string Text)> stretches) => new()
    {
        ["task"] = "transcribe",
        ["language"] = language,
        ["duration"] = stretches.Count == 0 ? null : stretches.Max(stretch => stretch.To),
        ["text"] = text,
        ["segments"] = new JsonArray([.. stretches.Select((stretch, index) => new JsonObject { ["id"] = index, ["start"] = stretch.From, ["end"] = stretch.To, ["text"] = stretch.Text })]),
    };

    private static string Subtitles(string model, List<(double From, double To, string Text)> stretches, bool vtt)
    {
        if (stretches.Count == 0)
        {
            throw Problem.Of(new StepError(StepErrorKind.Model, $"{model} does not say when what was spoken.", "Ask for json or text.")).AsException();
        }

        var subtitles = new StringBuilder(vtt ? "WEBVTT\n\n" : "");
        foreach (var (index, (from, to, text)) in stretches.Index())
        {
            subtitles.Append(vtt ? "" : $"{index + 1}\n").Append(Time(from, vtt)).Append(" --> ").Append(Time(to, vtt)).Append('\n').Append(text.ReplaceLineEndings(" ")).Append("\n\n");
        }

        return subtitles.ToString();
    }

    private static string Time(double seconds, bool vtt) => TimeSpan.FromSeconds(seconds).ToString(vtt ? @"hh\:mm\:ss\.fff" : @"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture);

    private static async Task WriteAsync(HttpContext context, string mediaType, string text)
    {
        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
