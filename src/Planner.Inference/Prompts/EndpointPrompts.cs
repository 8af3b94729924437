using Planner.Chat;
using Planner.Inference.OpenAI;

namespace Planner.Inference.Prompts;

/// <summary>Lets the chat models of instances do tasks by prompts.</summary>
internal sealed class EndpointPrompts(PromptTasks tasks)
{
    /// <summary>Runs a task on a chat model of an instance. Throws what <see cref="PromptTasks.RunAsync"/> throws.</summary>
    /// <param name="endpoint">The instance.</param>
    /// <param name="model">The chat model's id there.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        using var client = new ThoughtfulChatClient(new OpenAIChatClient(endpoint, model));
        var facts = endpoint.Memory.Of(endpoint.Instance, model);
        var chat = new ChatModel(model, client) { Egress = endpoint.Instance.Distance, InputUsdPerMillion = facts.InputUsdPerMillion, OutputUsdPerMillion = facts.OutputUsdPerMillion };
        return await tasks.RunAsync(chat, request, cancellationToken);
    }
}
