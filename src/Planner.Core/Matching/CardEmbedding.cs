using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Text;

namespace Planner.Matching;

/// <summary>Has the catalog's cards made vectors by the embedding model, those that have none yet, batch by batch.</summary>
public sealed class CardEmbedding
{
    private readonly CatalogIndex _index;
    private readonly IOptions<EmbeddingOptions> _options;

    internal CardEmbedding(CatalogIndex index, IOptions<EmbeddingOptions> options, EmbeddingModel? model) => (_index, _options, Model) = (index, options, model);

    /// <summary>The model; null: none is configured.</summary>
    public EmbeddingModel? Model { get; }

    /// <summary>Does it. Each batch is kept as soon as it is there: whoever stops it loses no more than the one in work, and the next pass goes on.</summary>
    /// <param name="progress">Told how many cards have vectors.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many cards were embedded, and how many had been before.</returns>
    /// <exception cref="CatalogException">There is no model, or the vectors can't be kept.</exception>
    public async Task<(long Embedded, long Before)> RunAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var model = Model ?? throw new CatalogException($"No embedding model is configured. Set {EmbeddingOptions.Section}:BaseUrl and :Model.");
        var vectors = _index.Vectors ?? throw new CatalogException("There is no folder for the index to keep vectors in. Set Planner:Catalog:IndexFolder to one that can be written to.");
        using var claim = _index.TryClaim() ?? throw new CatalogException("Another process is changing the index. Try again when it is done.");
        var (embedded, before) = (0L, 0L);
        foreach (var batch in _index.Cards().Chunk(_options.Value.Batch))
        {
            var told = batch.Select(CardText.Told).Where(text => vectors.Row(StableHash.Of(text)) < 0).Distinct(StringComparer.Ordinal).ToList();
            before += batch.Length - told.Count;
            if (told.Count > 0)
            {
                var made = await model.Generator.GenerateAsync(told.Select(Cut), cancellationToken: cancellationToken);
                vectors.Append([.. told.Zip(made, (text, vector) => (StableHash.Of(text), vector.Vector))]);
                embedded += told.Count;
                progress?.Report(before + embedded);
            }
        }

        return (embedded, before);
    }

    private string Cut(string text) => text.Length <= _options.Value.Characters ? text : text[.._options.Value.Characters];
}
