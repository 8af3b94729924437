using Planner.Catalog;
using Planner.Inference.Prompts;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Makes the backends of instances that speak OpenAI's protocol.</summary>
internal sealed class OpenAIInstances(OpenAIEndpoints endpoints, IEnumerable<IEndpointTask> tasks, EndpointPrompts prompts) : IInstanceKind
{
    /// <inheritdoc/>
    public string Kind => BackendInstance.OpenAI;

    /// <summary>
    /// A chat model has a second card, for what it does by prompts: dedicated models of these tasks are ranked beside it. It is made anew each time, so that an instance
    /// that was added long ago does what the prompts of today can; what the file has of such cards from then does not count.
    /// </summary>
    public IReadOnlyList<ModelCard> CardsOf(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var own = instance.Models.Where(card => !card.IsByPrompts).ToList();
        return [.. own.SelectMany(card => new[] { card, prompts.CardOf(card) }).OfType<ModelCard>()];
    }

    /// <summary>A backend with connections of its own. It tries nothing again: that is the router's, which may go elsewhere.</summary>
    public IInferenceBackend Create(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new OpenAIBackend(endpoints.Open(instance with { Models = CardsOf(instance), Limits = instance.Limits with { Retries = 0 } }), tasks, prompts);
    }
}
