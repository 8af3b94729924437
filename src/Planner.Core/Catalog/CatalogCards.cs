namespace Planner.Catalog;

/// <summary>The cards of a catalog at one time.</summary>
internal sealed class CatalogCards
{
    /// <param name="version">The catalog's version.</param>
    /// <param name="lasting">Cards that must differ in their ids.</param>
    /// <param name="changing">Cards that are passed over when there is one of the id already.</param>
    /// <exception cref="CatalogException">Two lasting cards share an id.</exception>
    public CatalogCards(long version, IReadOnlyList<ModelCard> lasting, IEnumerable<ModelCard> changing)
    {
        Version = version;
        foreach (var card in lasting)
        {
            if (!ById.TryAdd(card.Id, card))
            {
                throw new CatalogException($"Model '{card.Id}' is in the catalog twice. Remove one of the cards.");
            }
        }

        var added = changing.Where(card => ById.TryAdd(card.Id, card)).ToList();
        Cards = added.Count == 0 ? lasting : [.. lasting, .. added];
        foreach (var card in Cards)
        {
            foreach (var task in card.Tasks)
            {
                if (!ByTask.TryGetValue(task, out var list))
                {
                    ByTask.Add(task, list = []);
                }

                list.Add(card);
            }
        }
    }

    public long Version { get; }

    public IReadOnlyList<ModelCard> Cards { get; }

    // Hub ids keep their letter case but never differ by it alone.
    public Dictionary<string, ModelCard> ById { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, List<ModelCard>> ByTask { get; } = new(StringComparer.Ordinal);
}
