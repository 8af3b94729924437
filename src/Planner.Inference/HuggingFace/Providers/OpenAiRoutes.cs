namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Where a provider that speaks OpenAI's protocol has its routes; null: it has none of that kind. Source: huggingface.js, one file a provider.</summary>
internal sealed record OpenAiRoutes(string Name)
{
    /// <summary>Chat.</summary>
    public string? Chat { get; init; } = "v1/chat/completions";

    /// <summary>Text completion.</summary>
    public string? Completions { get; init; }

    /// <summary>Images from text.</summary>
    public string? Images { get; init; }

    /// <summary>Embeddings.</summary>
    public string? Embeddings { get; init; }

    /// <summary>Speech from text.</summary>
    public string? Speech { get; init; }

    /// <summary>Text from speech.</summary>
    public string? Transcriptions { get; init; }

    /// <summary>What it calls an image in base64.</summary>
    public string ImageFormat { get; init; } = "b64_json";

    /// <summary>What it calls the number of steps of an image.</summary>
    public string ImageSteps { get; init; } = "num_inference_steps";

    /// <summary>Headers that it wants.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The providers.</summary>
    public static IReadOnlyList<OpenAiRoutes> All { get; } =
    [
        new("baseten"),
        new("cerebras"),
        new("cohere") { Chat = "compatibility/v1/chat/completions" },
        new("deepinfra")
        {
            Chat = "v1/openai/chat/completions",
            Completions = "v1/openai/completions",
            Embeddings = "v1/openai/embeddings",
            Images = "v1/openai/images/generations",
            Speech = "v1/openai/audio/speech",
            Transcriptions = "v1/openai/audio/transcriptions",
        },
        new("featherless-ai") { Completions = "v1/completions" },
        new("fireworks-ai") { Chat = "inference/v1/chat/completions" },
        new("groq") { Chat = "openai/v1/chat/completions" },
        new("novita") { Chat = "v3/openai/chat/completions" },
        new("nscale") { Images = "v1/images/generations" },
        new("ovhcloud") { Completions = "v1/completions" },
        new("publicai"),
        new("scaleway") { Completions = "v1/completions", Embeddings = "v1/embeddings" },
        new("together")
        {
            Completions = "v1/completions",
            Embeddings = "v1/embeddings",
            Images = "v1/images/generations",
            ImageFormat = "base64",
            ImageSteps = "steps",
            Speech = "v1/audio/speech",
            Transcriptions = "v1/audio/transcriptions",
        },
        new("zai-org") { Chat = "api/paas/v4/chat/completions", Headers = [("x-source-channel", "hugging_face")] },
    ];

    /// <summary>The route for a task, or null.</summary>
    public string? For(string wireTask) => wireTask switch
    {
        WireTask.Chat => Chat,
        "text-generation" => Completions,
        "text-to-image" => Images,
        "feature-extraction" => Embeddings,
        "text-to-speech" => Speech,
        "automatic-speech-recognition" => Transcriptions,
        _ => null,
    };
}
