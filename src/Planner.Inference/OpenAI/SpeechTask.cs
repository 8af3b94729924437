using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Reads a text aloud.</summary>
internal sealed class SpeechTask(ArtifactStore store) : IEndpointTask
{
    // The voice that OpenAI's documentation uses and that compatible servers know too.
    private const string StandardVoice = "alloy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["text-to-speech"];

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        var voice = request.Parameter("voice") is { } named && named is not ("male" or "female") ? named : StandardVoice;
        var body = new JsonObject { ["model"] = model, ["input"] = text.Text, ["voice"] = voice, ["response_format"] = "wav" };
        var (content, _) = await endpoint.PostAsync("audio/speech", model, body, cancellationToken);
        if (content.Length == 0)
        {
            return InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} gave no sound.");
        }

        using var stream = new MemoryStream(content);
        var artifact = await store.PutAsync(stream, "speech", cancellationToken);
        return MediaTypes.ModalityOf(artifact.MediaType) == Modality.Audio
            ? InferenceResult.Success(new ArtifactValue(artifact) { Sources = SourceMap.Whole(text.Sources) })
            : InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} gave {artifact.MediaType} where sound is due.");
    }
}
