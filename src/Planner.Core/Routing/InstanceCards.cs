using Planner.Catalog;

namespace Planner.Routing;

/// <summary>The cards of models that instances serve; of two with one id the first. The catalog's own card of a model comes before these.</summary>
internal sealed class InstanceCards(InstanceStore store, IEnumerable<IInstanceKind> kinds) : ICardSource
{
    private readonly Dictionary<string, IInstanceKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => [.. store.Current.Items.SelectMany(Of).DistinctBy(model => model.Id, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public long Version => store.Current.Version;

    /// <summary>The cards of one instance, be it in the store or not.</summary>
    public IReadOnlyList<ModelCard> Of(BackendInstance instance) => _kinds.GetValueOrDefault(instance.Kind)?.CardsOf(instance) ?? instance.Models;
}
