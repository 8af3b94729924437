using Planner.Catalog;
using Planner.Matching.Indexing;

namespace Planner.Matching;

/// <summary>
/// The catalog's cards, searchable. Made when first asked: in memory when they are few, as that takes milliseconds; otherwise kept in a folder, where
/// only cards that changed since are indexed anew.
/// </summary>
internal sealed class CatalogIndex(ModelCatalog catalog, TaskTaxonomy? taxonomy, string? folder)
{
    // From here on words are learned from the cards, which takes too long to do at every start.
    private const int Few = 500;

    private readonly Lazy<CardIndex> _index = new(() => Make(catalog, taxonomy, folder));
    private readonly Lock _gate = new();
    private long _version = catalog.Version;

    /// <summary>The cards that suit a query.</summary>
    public IReadOnlyList<CardHit> Search(CardQuery query)
    {
        var index = _index.Value;
        if (Volatile.Read(ref _version) != catalog.Version)
        {
            lock (_gate)
            {
                // Cards of instances came or went. The folder keeps what it has; each process finds out for itself.
                var version = catalog.Version;
                if (version != _version)
                {
                    index.Synchronize(catalog.Cards);
                    Volatile.Write(ref _version, version);
                }
            }
        }

        return index.Search(query);
    }

    /// <summary>How likely a text asks for each of the cards' tasks; nothing when none of its words speaks of any.</summary>
    public IReadOnlyDictionary<string, double> TaskChances(string text) => _index.Value.TaskChances(text);

    private static CardIndex Make(ModelCatalog catalog, TaskTaxonomy? taxonomy, string? folder)
    {
        if (folder is null || catalog.Cards.Count < Few)
        {
            var index = CardIndex.InMemory(taxonomy);
            index.Put(catalog.Cards);
            return index;
        }

        var kept = CardIndex.Open(folder, taxonomy);
        if (kept.Synchronize(catalog.Cards) is not (0, 0))
        {
            try
            {
                kept.Commit();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It serves this process as it is; the next one indexes again.
            }
        }

        return kept;
    }
}
