using Planner.Catalog;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>The cards of models that instances serve; of two with one id the first. The catalog's own card of a model comes before these.</summary>
internal sealed class InstanceCards(IEnumerable<BackendInstance> instances) : ICardSource
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards { get; } = [.. instances.SelectMany(instance => instance.Models).DistinctBy(model => model.Id, StringComparer.OrdinalIgnoreCase)];
}
