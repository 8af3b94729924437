using System.Text;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Inference.Local;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Writes down what is said in a recording; each stretch keeps the seconds at which it is said.</summary>
internal sealed class TranscriptionTask(ArtifactStore store) : IEndpointTask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["automatic-speech-recognition"];

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var audio = SlotValues.Artifact(request, "audio");
        Dictionary<string, string> fields = new() { ["model"] = model, ["response_format"] = "verbose_json" };
        if (request.Parameter("language") is { } language)
        {
            fields["language"] = Language.CodeOf(language);
        }

        // Models that know no verbose_json are asked again without it, and then give the text alone.
        var (content, mediaType) = await endpoint.PostAsync(
            "audio/transcriptions", model, refused => ImageTask.FormOf(fields, refused, "file", audio, store), fields.Keys, cancellationToken);
        var text = Encoding.UTF8.GetString(content);
        if (LenientJson.Parse(text) is not { ValueKind: JsonValueKind.Object } json)
        {
            return mediaType == "text/plain" && !string.IsNullOrWhiteSpace(text)
                ? InferenceResult.Success(new TextValue(text.Trim(), request.Parameter("language")) { Sources = [new ValueSource { ArtifactId = audio.Id, Name = audio.Name }] })
                : InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} gave no transcript.");
        }

        var said = Read(json, audio);
        return string.IsNullOrWhiteSpace(said.Text)
            ? InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} heard no words in '{audio.Name}'.")
            : InferenceResult.Success(said);
    }

    private static TextValue Read(JsonElement json, Artifact audio)
    {
        var language = LenientJson.TextOf(json, "language") is { Length: > 0 } named ? Language.CodeOf(named) : null;
        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var segment in LenientJson.ListOf(json, "segments"))
        {
            var words = (LenientJson.TextOf(segment, "text") ?? "").Trim();
            if (words.Length == 0)
            {
                continue;
            }

            text.Append(text.Length > 0 ? " " : "");
            sources.Add(new ValueSource
            {
                Covers = new TextSpan(text.Length, text.Length + words.Length),
                ArtifactId = audio.Id,
                Name = audio.Name,
                From = Seconds(segment, "start"),
                To = Seconds(segment, "end"),
            });
            text.Append(words);
        }

        return sources.Count > 0
            ? new TextValue(text.ToString(), language) { Sources = sources }
            : new TextValue((LenientJson.TextOf(json, "text") ?? "").Trim(), language) { Sources = [new ValueSource { ArtifactId = audio.Id, Name = audio.Name }] };
    }

    private static double? Seconds(JsonElement segment, string name) =>
        segment.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetDouble() : null;
}
