using System.Diagnostics.CodeAnalysis;

namespace Planner.Catalog;

/// <summary>
/// All model cards: the shipped ones and the user's own, in the order of their files, then those that come and go while the program runs; and behind them those of the
/// store, which may be millions and are looked up one by one.
/// </summary>
public sealed class ModelCatalog
{
    private readonly IReadOnlyList<ModelCard> _lasting;
    private readonly IReadOnlyList<ICardSource> _changing;
    private readonly IModelStore? _store;
    private readonly Lock _gate = new();
    private volatile CatalogCards _cards;

    /// <summary>Makes a catalog of these cards.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="store">The user's own catalog; null: none.</param>
    /// <exception cref="CatalogException">Two cards share an id.</exception>
    public ModelCatalog(IEnumerable<ModelCard> cards, IModelStore? store = null)
        : this(cards, [], [], store)
    {
    }

    private ModelCatalog(IEnumerable<ModelCard> cards, IReadOnlyList<CatalogProblem> problems, IReadOnlyList<ICardSource> changing, IModelStore? store)
    {
        _store = store;
        _lasting = [.. cards];
        _changing = changing;
        Problems = problems;
        _cards = Gather();
    }

    /// <summary>The cards but those of the store. Within a task, the earlier card is the one to try first when nothing else tells two apart.</summary>
    public IReadOnlyList<ModelCard> Cards => Now.Cards;

    /// <summary>Changes when, and only when, the cards do.</summary>
    public long Version => Now.Version;

    /// <summary>The lines that were left out, each with what is wrong and the fix.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; }

    private CatalogCards Now => VersionNow() == _cards.Version ? _cards : Renew();

    /// <summary>The card with that id; letter case does not count.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out ModelCard? card) =>
        Now.ById.TryGetValue(id, out card) || (_store?.CardsOf([id]) is { Count: > 0 } stored && stored.TryGetValue(id, out card));

    /// <summary>The cards that do a task but those of the store, by its id in the taxonomy.</summary>
    public IReadOnlyList<ModelCard> ForTask(string task) => Now.ByTask.TryGetValue(task, out var list) ? list : [];

    /// <summary>
    /// Reads the shipped cards, then every <c>*.jsonl</c> of the user's folder by name, then takes those of engines. A line that is wrong is left out and reported in
    /// <see cref="Problems"/>; of two cards with one id the first is used.
    /// </summary>
    /// <param name="options">Where the files are.</param>
    /// <param name="taxonomy">The tasks that cards may name, by id or alias.</param>
    /// <param name="engines">Engines that bring cards of their own.</param>
    /// <param name="store">The user's own catalog; null: none.</param>
    /// <exception cref="CatalogException">The shipped file is not there or can't be read.</exception>
    public static ModelCatalog Load(CatalogOptions options, TaskTaxonomy taxonomy, IEnumerable<ICardSource>? engines = null, IModelStore? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var reader = new ModelCardReader(taxonomy);
        try
        {
            reader.Read(options.ModelsFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException(
                $"The model catalog '{options.ModelsFile}' can't be read: {exception.Message} Restore the file from the project, or name the "
                + "folder that holds it in Catalog:Folder.",
                exception);
        }

        foreach (var path in UserFiles(options.UserFolder))
        {
            try
            {
                reader.Read(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                reader.Report(path, 0, $"can't be read: {exception.Message} Make it readable or remove it.");
            }
        }

        var sources = engines?.ToList() ?? [];
        foreach (var lasting in sources.Where(source => source.Version == 0))
        {
            reader.Add(lasting);
        }

        if (store is not null)
        {
            reader.Renew(store.CardsOf([.. reader.Cards.Select(card => card.Id)]));
            reader.Report(store.Problems);
        }

        return new ModelCatalog(reader.Cards, reader.Problems, [.. sources.Where(source => source.Version > 0)], store);
    }

    private long VersionNow()
    {
        var sum = 0L;
        foreach (var source in _changing)
        {
            sum += source.Version;
        }

        return sum;
    }

    private CatalogCards Renew()
    {
        lock (_gate)
        {
            return VersionNow() == _cards.Version ? _cards : _cards = Gather();
        }
    }

    // The version comes first: cards that change in between are gathered once more.
    private CatalogCards Gather() => new(VersionNow(), _lasting, _changing.SelectMany(source => source.Cards));

    private static IEnumerable<string> UserFiles(string? folder) =>
        folder is { Length: > 0 } && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
            : [];
}
