using Planner.Catalog;

namespace Planner.Routing;

/// <summary>The cards of models that instances serve; of two with one id the first. The catalog's own card of a model comes before these.</summary>
internal sealed class InstanceCards(InstanceStore store) : ICardSource
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => [.. store.Current.Items.SelectMany(instance => instance.Models).DistinctBy(model => model.Id, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public long Version => store.Current.Version;
}
