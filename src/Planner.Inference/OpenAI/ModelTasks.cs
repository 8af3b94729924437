namespace Planner.Inference.OpenAI;

/// <summary>Which tasks of the taxonomy a listed model does: by what the server says it is, else by the words in its name.</summary>
internal static class ModelTasks
{
    private static readonly (string Task, string[] Words)[] ByWord =
    [
        ("", ["rerank", "reranker", "moderation", "guard", "sora", "video", "realtime", "davinci", "babbage", "veo", "classifier"]),
        ("feature-extraction", ["embed", "embedding", "embeddings", "bge", "e5", "gte", "minilm"]),
        ("automatic-speech-recognition", ["whisper", "transcribe", "asr", "parakeet", "voxtral"]),
        ("text-to-speech", ["tts", "kokoro", "piper", "speech"]),
        ("text-to-image", ["dall", "image", "flux", "diffusion", "sdxl", "imagen", "sd3"]),
    ];

    private static readonly string[] AudioWords = ["audio", "omni", "ultravox"];
    private static readonly string[] VisionWords = ["vl", "vision", "llava", "pixtral", "4o", "vlm", "multimodal", "moondream", "minicpm-v"];

    /// <summary>The tasks, the main one first; none: it is not known what it does, or nothing that can be called here.</summary>
    public static IReadOnlyList<string> Of(ListedModel model) => KindOf(model) switch
    {
        "chat" =>
        [
            "text-generation", "conversational",
            .. SeesImages(model) == true ? new[] { "image-text-to-text" } : [],
            .. HearsSound(model) ? new[] { "audio-text-to-text" } : [],
        ],
        // Who makes images from words changes images by words too, where the server has /images/edits.
        "text-to-image" => ["text-to-image", "image-text-to-image"],
        "" => [],
        var task => [task],
    };

    /// <summary>Whether it takes images; null: nothing says so.</summary>
    public static bool? SeesImages(ListedModel model) =>
        model.Type is "vlm" or "image-text-to-text" || model.Abilities.Any(ability => ability is "vision" or "image" or "multimodal") || Words(model.Id).Any(VisionWords.Contains) ? true
        : model.Abilities.Count > 0 || model.Type is "llm" ? false
        : null;

    // As OpenAI's gpt-4o-audio-preview and gpt-audio, Qwen2-Audio, Qwen2.5-Omni and Ultravox call themselves; of those that list abilities, what they list.
    private static bool HearsSound(ListedModel model) =>
        model.Abilities.Any(ability => ability is "audio" or "audio_input") || (model.Abilities.Count == 0 && Words(model.Id).Any(AudioWords.Contains));

    private static string KindOf(ListedModel model)
    {
        switch (model.Type)
        {
            case "automatic-speech-recognition" or "text-to-speech" or "feature-extraction" or "text-to-image":
                return model.Type;
            case "llm" or "vlm" or "chat" or "language" or "text-generation" or "image-text-to-text" or "conversational":
                return "chat";
            case "embedding" or "embeddings" or "sentence-similarity":
                return "feature-extraction";
            case "image":
                return "text-to-image";
            case "audio" or "moderation" or "rerank" or "reranker" or "video":
                return "";
            default:
                return model.Abilities.Contains("embedding") ? "feature-extraction"
                    : model.Abilities.Any(ability => ability is "completion" or "completion_chat") ? "chat"
                    : ByName(model.Id);
        }
    }

    private static string ByName(string id)
    {
        var words = Words(id);
        return ByWord.Select(pair => (pair.Task, Hit: pair.Words.Any(words.Contains))).FirstOrDefault(pair => pair.Hit) is { Hit: true } found ? found.Task : "chat";
    }

    private static HashSet<string> Words(string id) => [.. id.ToLowerInvariant().Split('-', '_', '/', ':', '.', ' ')];
}
