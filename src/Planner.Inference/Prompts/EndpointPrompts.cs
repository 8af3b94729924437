using Planner.Catalog;
using Planner.Chat;
using Planner.Inference.OpenAI;

namespace Planner.Inference.Prompts;

/// <summary>Lets the chat models of instances do tasks by prompts.</summary>
internal sealed class EndpointPrompts(PromptTasks tasks)
{
    /// <summary>The card of what a chat model does by prompts; null where it is no chat model.</summary>
    /// <param name="chat">The model's own card: its tasks say what it takes.</param>
    public ModelCard? CardOf(ModelCard chat) => !chat.Tasks.Contains("text-generation") ? null
        : tasks.Card(chat.Id, chat.Tasks.Contains("image-text-to-text"), chat.Tasks.Contains("audio-text-to-text")) is { } card ? card with { MaxTokens = chat.MaxTokens, Figures = chat.Figures }
        : null;

    /// <summary>Runs a task on a chat model of an instance. Throws what <see cref="PromptTasks.RunAsync"/> throws.</summary>
    /// <param name="endpoint">The instance.</param>
    /// <param name="model">The chat model's id there.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        using var client = new ThoughtfulChatClient(new OpenAIChatClient(endpoint, model), new EndpointHabits(endpoint.Memory, endpoint.Instance));
        return await tasks.RunAsync(new ChatModel(model, client) { Egress = endpoint.Instance.Distance }, request, cancellationToken);
    }
}
