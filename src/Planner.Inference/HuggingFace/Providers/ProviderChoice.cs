using Microsoft.Extensions.Options;
using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Chooses among the providers that run a model now those that Planner can talk to about a task, best first.</summary>
internal sealed class ProviderChoice(IEnumerable<IProvider> providers, IOptions<HuggingFaceOptions> options)
{
    private readonly Dictionary<string, IProvider> _adapters = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
    private readonly string[] _preferred = options.Value.Providers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether the user says who shall run models; otherwise the router chooses for chat.</summary>
    public bool HasPreference => _preferred.Length > 0;

    /// <summary>Those who can run the model for the task, the preferred ones first, then in the Hub's order.</summary>
    public IReadOnlyList<(IProvider Provider, ModelProvider Mapping, string WireTask)> For(string stepTask, IReadOnlyList<ModelProvider> mapping) =>
    [
        .. from entry in mapping
           where entry.IsLive
           let task = WireTask.For(stepTask, entry)
           where task is not null && _adapters.TryGetValue(entry.Provider, out var adapter) && adapter.Does(task)
           orderby Rank(entry.Provider)
           select (_adapters[entry.Provider], entry, task),
    ];

    private int Rank(string provider) => Array.IndexOf(_preferred, provider) is var place and >= 0 ? place : int.MaxValue;
}
