using Planner.Catalog;
using Planner.Matching.Indexing;

namespace Planner.Matching;

/// <summary>
/// The catalog's cards, searchable: its own, and those of the store, of which there may be millions. Made when first asked: in memory when they are few, as that
/// takes milliseconds; otherwise kept in a folder that follows the store by the numbers of its changes, so that opening it reads hardly anything.
/// </summary>
internal sealed class CatalogIndex(ModelCatalog catalog, IModelStore? store, TaskTaxonomy? taxonomy, string? folder, EmbeddingModel? embedding = null, TimeProvider? clock = null) : IDisposable
{
    // How often it is asked whether another process has written to the store.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private StoreStamp? _seen;
    private long _looked;
    private Task? _following;

    // From here on words are learned from the cards, which takes too long to do at every start.
    private const int Few = 500;

    private readonly Lock _gate = new();
    private CardIndex? _index;
    private long _version;

    /// <summary>The cards that suit a query.</summary>
    public IReadOnlyList<CardHit> Search(CardQuery query) => Current(null).Search(query);

    /// <summary>How likely a text asks for each of the cards' tasks; nothing when none of its words speaks of any.</summary>
    public IReadOnlyDictionary<string, double> TaskChances(string text) => Current(null).TaskChances(text);

    /// <summary>Takes in what has changed since, which the next process would do at its first search.</summary>
    /// <param name="progress">Told how many cards have been taken in.</param>
    public void Refresh(IProgress<long>? progress)
    {
        lock (_gate)
        {
            _index?.Vectors?.Dispose();
            _index = null;
            Current(progress);
        }
    }

    /// <summary>All cards.</summary>
    public IEnumerable<ModelCard> Cards() => Current(null).Cards();

    /// <summary>Vectors of cards by the embedding model; null when there is no such model, or no folder to keep them in.</summary>
    public CardVectors? Vectors => Current(null).Vectors;

    /// <summary>Claims the index for changes, see <see cref="IndexFolder.TryClaim"/>.</summary>
    public IDisposable? TryClaim() => folder is null ? null : IndexFolder.TryClaim(folder);

    /// <summary>Closes what is open.</summary>
    public void Dispose() => _index?.Vectors?.Dispose();

    /// <summary>Done when what another process wrote to the store has been taken in; null: nothing has been, so far.</summary>
    internal Task? Following => _following;

    private CardIndex Current(IProgress<long>? progress)
    {
        FollowOthers();
        if (_index is { } current && Volatile.Read(ref _version) == catalog.Version)
        {
            return current;
        }

        lock (_gate)
        {
            var version = catalog.Version;
            if (_index is null)
            {
                _index = Make(progress);
                _index.Vectors = embedding is null || folder is null ? null : CardVectors.Open(folder, embedding.Id);
            }
            else if (version != _version)
            {
                // Cards of instances came or went. The folder keeps what it has; each process finds out for itself.
                TakeOwn(_index, _index.Source);
            }

            Volatile.Write(ref _version, version);
            return _index;
        }
    }

    // In the background: searches go on with what there is. A sync that ends has indexed already, and nothing is left to do but to open that.
    private void FollowOthers()
    {
        if (store is null || _index is null || _clock.GetElapsedTime(Volatile.Read(ref _looked)) < Look || _following is { IsCompleted: false } || !_gate.TryEnter())
        {
            return;
        }

        try
        {
            Volatile.Write(ref _looked, _clock.GetTimestamp());
            if (store.Stamp != _seen)
            {
                _following = Task.Run(() =>
                {
                    var index = Make(null);
                    lock (_gate)
                    {
                        // Where another process was at work, the cards of this one's instances are not in yet.
                        index.Vectors = _index?.Vectors;
                        _index = index;
                        TakeOwn(index, index.Source);
                    }
                });
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private CardIndex Make(IProgress<long>? progress)
    {
        var stamp = store?.Stamp;
        (_seen, _looked) = (stamp, _clock.GetTimestamp());
        if (folder is null || (stamp is null && catalog.Cards.Count < Few))
        {
            return InMemory(stamp is not null);
        }

        var kept = CardIndex.Open(folder, taxonomy);
        using var claim = IndexFolder.TryClaim(folder);
        if (claim is null)
        {
            // Another process takes in the same changes; until it has, what is there serves.
            _seen = null;
            return kept.Count > 0 ? kept : InMemory(withStore: false);
        }

        try
        {
            Follow(kept, stamp, progress);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It serves this process as it is; the next one indexes again.
        }

        return kept;
    }

    private CardIndex InMemory(bool withStore)
    {
        var index = CardIndex.InMemory(taxonomy);
        index.Put(catalog.Cards);
        if (withStore)
        {
            var own = Ids();
            index.Put(store!.ChangesAfter(-1).Where(change => change.Card is not null && !own.Contains(change.Id)).Select(change => change.Card!));
        }

        return index;
    }

    private void Follow(CardIndex index, StoreStamp? stamp, IProgress<long>? progress)
    {
        var source = index.Source;
        if (source.Store != stamp?.Store)
        {
            index.Clear();
            source = new IndexSource { Store = stamp?.Store };
        }

        var (own, changed) = TakeOwn(index, source);
        source = source with { Own = [.. own] };
        if (stamp is not null && stamp.Change != source.Change)
        {
            var (taken, uncommitted) = (0L, 0L);
            foreach (var change in store!.ChangesAfter(source.Change))
            {
                // A whole number of changes at a time, so that a kill loses no more than the last of them.
                if (uncommitted >= CardIndex.ChunkSize && change.Change != source.Change)
                {
                    index.Commit(source);
                    uncommitted = 0;
                }

                source = source with { Change = change.Change };
                if (own.Contains(change.Id))
                {
                    continue;
                }

                if (change.Card is { } card)
                {
                    index.Put([card]);
                }
                else
                {
                    index.Remove(change.Id);
                }

                uncommitted++;
                if (++taken % 10_000 == 0)
                {
                    progress?.Report(taken);
                }
            }

            source = source with { Change = stamp.Change };
            changed = true;
        }

        if (changed)
        {
            index.Commit(source);
            index.LearnWhenGrown();
        }
    }

    /// <summary>Makes the index say what the catalog's own cards say; what it no longer has is the store's again, or gone.</summary>
    private (HashSet<string> Own, bool Changed) TakeOwn(CardIndex index, IndexSource source)
    {
        var own = Ids();
        List<string> gone = [.. source.Own.Where(id => !own.Contains(id))];
        var stored = gone.Count > 0 ? store?.CardsOf(gone) : null;
        foreach (var id in gone)
        {
            if (stored?.GetValueOrDefault(id) is { } card)
            {
                index.Put([card]);
            }
            else
            {
                index.Remove(id);
            }
        }

        var changed = index.PutChanged(catalog.Cards);
        index.Source = source with { Own = [.. own] };
        return (own, changed > 0 || gone.Count > 0);
    }

    private HashSet<string> Ids() => catalog.Cards.Select(card => card.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
