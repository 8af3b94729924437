using System.Diagnostics.CodeAnalysis;

namespace Planner.Catalog;

/// <summary>All model cards: the shipped ones and the user's own, in the order of their files.</summary>
public sealed class ModelCatalog
{
    // Hub ids keep their letter case but never differ by it alone.
    private readonly Dictionary<string, ModelCard> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ModelCard>> _byTask = new(StringComparer.Ordinal);

    /// <summary>Makes a catalog of these cards.</summary>
    /// <exception cref="CatalogException">Two cards share an id.</exception>
    public ModelCatalog(IEnumerable<ModelCard> cards)
        : this(cards, [])
    {
    }

    private ModelCatalog(IEnumerable<ModelCard> cards, IReadOnlyList<CatalogProblem> problems)
    {
        Cards = [.. cards];
        Problems = problems;
        foreach (var card in Cards)
        {
            if (!_byId.TryAdd(card.Id, card))
            {
                throw new CatalogException($"Model '{card.Id}' is in the catalog twice. Remove one of the cards.");
            }

            foreach (var task in card.Tasks)
            {
                if (!_byTask.TryGetValue(task, out var list))
                {
                    _byTask.Add(task, list = []);
                }

                list.Add(card);
            }
        }
    }

    /// <summary>The cards. Within a task, the earlier card is the one to try first when nothing else tells two apart.</summary>
    public IReadOnlyList<ModelCard> Cards { get; }

    /// <summary>The lines that were left out, each with what is wrong and the fix.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; }

    /// <summary>The card with that id; letter case does not count.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out ModelCard? card) => _byId.TryGetValue(id, out card);

    /// <summary>The cards that do a task, by its id in the taxonomy.</summary>
    public IReadOnlyList<ModelCard> ForTask(string task) => _byTask.TryGetValue(task, out var list) ? list : [];

    /// <summary>
    /// Reads the shipped cards, then every <c>*.jsonl</c> of the user's folder by name, then takes those of engines. A line that is wrong is left out and reported in
    /// <see cref="Problems"/>; of two cards with one id the first is used.
    /// </summary>
    /// <param name="options">Where the files are.</param>
    /// <param name="taxonomy">The tasks that cards may name, by id or alias.</param>
    /// <param name="engines">Engines that bring cards of their own.</param>
    /// <exception cref="CatalogException">The shipped file is not there or can't be read.</exception>
    public static ModelCatalog Load(CatalogOptions options, TaskTaxonomy taxonomy, IEnumerable<ICardSource>? engines = null)
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

        foreach (var engine in engines ?? [])
        {
            reader.Add(engine);
        }

        return new ModelCatalog(reader.Cards, reader.Problems);
    }

    private static IEnumerable<string> UserFiles(string? folder) =>
        folder is { Length: > 0 } && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
            : [];
}
