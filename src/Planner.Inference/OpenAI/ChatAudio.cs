using Planner.Artifacts;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Sound as chat models take it: OpenAI's <c>input_audio</c> knows WAV and MP3, and so do the servers that speak its protocol.</summary>
internal static class ChatAudio
{
    private static readonly string[] Types = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/mpeg", "audio/mp3"];

    /// <summary>The recording of a value.</summary>
    /// <exception cref="EngineException">It is none, or of a kind that chat models don't take. No bad input: a model that takes it may be tried next.</exception>
    public static Artifact Of(Value value, string step) => value switch
    {
        ListValue { Items: [var one] } => Of(one, step),
        ArtifactValue { Modality: Modality.Audio, Artifact: var audio } when Types.Contains(audio.MediaType, StringComparer.OrdinalIgnoreCase) => audio,
        ArtifactValue { Modality: Modality.Audio, Artifact: var audio } => throw EngineException.Model($"Step {step} gives a chat model '{audio.Name}' ({audio.MediaType}) to hear, which takes WAV and MP3.", "Convert it to WAV first."),
        _ => throw EngineException.Model($"Step {step} gives a chat model {value.Modality.Name()} to hear, which takes one recording.", "Give it a file of sound, one at a time."),
    };
}
