using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>
/// The task by which a provider does a step's task: mostly the same, but a chat model also writes and looks at images, an edit by instruction
/// is image-to-image with a prompt, and hf-inference serves vectors and similarity by either name.
/// </summary>
internal static class WireTask
{
    /// <summary>Chat.</summary>
    public const string Chat = "conversational";

    /// <summary>The provider's task for the step's task; null when what it runs the model for is something else.</summary>
    public static string? For(string stepTask, ModelProvider mapping) => (mapping.Task, stepTask) switch
    {
        _ when mapping.Task == stepTask => stepTask,
        (Chat, "text-generation" or "image-text-to-text") => Chat,
        ("image-to-image", "image-text-to-image") => "image-to-image",
        ("image-to-video", "image-text-to-video") => "image-to-video",
        ("feature-extraction", "sentence-similarity") or ("sentence-similarity", "feature-extraction") when mapping.Provider == HfInferenceProvider.ProviderName => stepTask,
        _ => null,
    };
}
