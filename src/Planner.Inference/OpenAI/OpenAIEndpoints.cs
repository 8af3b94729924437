using System.Collections.Concurrent;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>The endpoints in use, each with its own connections, which live as long as the services.</summary>
internal sealed class OpenAIEndpoints(EndpointServices services) : IDisposable
{
    private readonly ConcurrentDictionary<string, OpenAIEndpoint> _endpoints = new(StringComparer.Ordinal);

    /// <summary>The endpoint of an instance.</summary>
    public OpenAIEndpoint Of(BackendInstance instance) => _endpoints.GetOrAdd(instance.Name, _ => Open(instance));

    /// <summary>An endpoint for a look; whoever asks closes it.</summary>
    public OpenAIEndpoint Open(BackendInstance instance) => new(instance, services);

    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Values)
        {
            endpoint.Dispose();
        }
    }
}
