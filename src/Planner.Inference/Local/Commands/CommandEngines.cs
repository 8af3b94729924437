using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Commands;

/// <summary>The engines that the files of a folder describe. A file that is not right names itself; the others work.</summary>
internal sealed class CommandEngines(IOptions<LocalEngineOptions> options, TaskTaxonomy taxonomy, ProcessRunner programs, ArtifactStore store) : ICardSource
{
    private readonly Lazy<(IReadOnlyList<CommandEngine> Engines, IReadOnlyList<ModelCard> Cards, IReadOnlyList<CatalogProblem> Problems)> _read =
        new(() => Read(options.Value.CommandFolder, taxonomy, programs, store));

    /// <summary>The engines, in the order of their files' names.</summary>
    public IReadOnlyList<CommandEngine> Engines => _read.Value.Engines;

    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => _read.Value.Cards;

    /// <summary>The files that were left out, each with what is wrong and the fix.</summary>
    public IReadOnlyList<CatalogProblem> Problems => _read.Value.Problems;

    private static (IReadOnlyList<CommandEngine>, IReadOnlyList<ModelCard>, IReadOnlyList<CatalogProblem>) Read(
        string? folder, TaskTaxonomy taxonomy, ProcessRunner programs, ArtifactStore store)
    {
        var files = new Dictionary<string, (CommandFile File, string Path)>(StringComparer.Ordinal);
        var problems = new List<CatalogProblem>();
        string[] paths = folder is { Length: > 0 } && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
        foreach (var path in paths)
        {
            try
            {
                var file = CommandFile.Read(path, taxonomy);
                if (!files.TryAdd(file.Definition.Id, (file, path)))
                {
                    throw new FormatException($"repeats the id '{file.Definition.Id}' of '{files[file.Definition.Id].Path}', which is used. Give it another.");
                }
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                problems.Add(new CatalogProblem(path, 0, $"'{path}' {exception.Message}"));
            }
        }

        return ([.. files.Values.Select(read => new CommandEngine(read.File, programs, store))], [.. files.Values.Select(read => read.File.Card)], problems);
    }
}
