using Planner.Inference.Prompts;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Makes the backends of instances that speak OpenAI's protocol.</summary>
internal sealed class OpenAIInstances(OpenAIEndpoints endpoints, IEnumerable<IEndpointTask> tasks, EndpointPrompts prompts) : IInstanceKind
{
    /// <inheritdoc/>
    public string Kind => BackendInstance.OpenAI;

    /// <summary>A backend with connections of its own. It tries nothing again: that is the router's, which may go elsewhere.</summary>
    public IInferenceBackend Create(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new OpenAIBackend(endpoints.Open(instance with { Limits = instance.Limits with { Retries = 0 } }), tasks, prompts);
    }
}
