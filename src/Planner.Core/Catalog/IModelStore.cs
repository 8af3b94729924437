namespace Planner.Catalog;

/// <summary>
/// The user's own catalog: cards of syncs, imports and by hand; there may be millions, so they are never all in memory. Nothing is read or made before it is
/// used. Every write is whole or not at all, also when the process is killed.
/// </summary>
public interface IModelStore
{
    /// <summary>What could not be read, each with what is wrong and the fix. A store that can't be used does not stop a run, which has the shipped cards.</summary>
    IReadOnlyList<CatalogProblem> Problems { get; }

    /// <summary>The cards of those of the models that are here; none when it can't be used, see <see cref="Problems"/>.</summary>
    IReadOnlyDictionary<string, ModelCard> CardsOf(IReadOnlyCollection<string> ids);

    /// <summary>What it holds now; null when there is none or it can't be used, see <see cref="Problems"/>.</summary>
    StoreStamp? Stamp { get; }

    /// <summary>The cards that came, changed or went after a change, oldest first, read in pieces. Writing meanwhile is allowed.</summary>
    /// <param name="change">The number of the change; -1: all cards.</param>
    IEnumerable<StoreChange> ChangesAfter(long change);

    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Writes cards, those of the same models replaced, and how far the sync is with them.</summary>
    /// <param name="models">The cards.</param>
    /// <param name="state">The sync's state; null when it is none.</param>
    void Write(IReadOnlyList<StoredModel> models, SyncState? state = null);

    /// <summary>The card of a model, or null.</summary>
    StoredModel? Find(string id);

    /// <summary>Those of the models that are here.</summary>
    IReadOnlyDictionary<string, StoredModel> FindAll(IReadOnlyCollection<string> ids);

    /// <summary>The cards, the most downloaded first.</summary>
    /// <param name="origin">Only of this origin; null: all but <see cref="CardOrigin.Shipped"/>.</param>
    /// <param name="task">Only of this task; null: all.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<StoredModel> List(CardOrigin? origin, string? task, int limit);

    /// <summary>How many cards there are of each origin.</summary>
    IReadOnlyDictionary<CardOrigin, long> Count();

    /// <summary>Models of the Hub with this task (null: any) that no sync has written since; they may be gone.</summary>
    IReadOnlyList<StoredModel> NotSeenSince(DateTimeOffset since, string? task);

    /// <summary>Takes a card out; false when there is none.</summary>
    bool Remove(string id);

    /// <summary>The state of a sync, or null when there was none.</summary>
    SyncState? State(string scope);
}
