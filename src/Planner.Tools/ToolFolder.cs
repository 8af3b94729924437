using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Routing;
using Planner.Tools.Functions;

namespace Planner.Tools;

/// <summary>
/// All sources of tools: the files of the folder, and the functions of this process. Their tools are tasks of the taxonomy, each with a card of its
/// own. A file that is not right names itself; the others work.
/// </summary>
public sealed class ToolFolder : ITaskSource, ICardSource
{
    private readonly string? _folder;
    private readonly Lazy<(IReadOnlyList<ToolSource> Sources, IReadOnlyList<CatalogProblem> Problems)> _read;

    /// <summary>Opens the folder; it is read when its sources are first asked for.</summary>
    public ToolFolder(IOptions<ToolOptions> options, IEnumerable<AIFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(options);
        _folder = options.Value.Folder;
        _read = new(() => Read(_folder, FunctionConnector.SourceOf(functions)));
    }

    /// <summary>The sources.</summary>
    public IReadOnlyList<ToolSource> Sources => _read.Value.Sources;

    /// <summary>The files that were left out, each with what is wrong and the fix.</summary>
    public IReadOnlyList<CatalogProblem> Problems => _read.Value.Problems;

    /// <inheritdoc/>
    public IReadOnlyList<TaskType> Tasks => field ??= [.. Sources.SelectMany(source => source.Tools).Select(tool => tool.Task)];

    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => field ??= [.. Sources.SelectMany(source => source.Tools.Select(tool => CardOf(source, tool)))];

    /// <summary>The source and tool of a card; null when there is none of that id.</summary>
    public (ToolSource Source, Tool Tool)? Find(string cardId) => Sources
        .SelectMany(source => source.Tools.Select(tool => (source, tool)))
        .Where(pair => CardId(pair.tool) == cardId)
        .Cast<(ToolSource, Tool)?>()
        .FirstOrDefault();

    /// <summary>Keeps a source, in place of one of its name.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">The file can't be written.</exception>
    public string Save(ToolSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var path = PathOf(source.Name);
        // A connection may hold a password.
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(source, ToolJson.Context.ToolSource));
        return path;
    }

    /// <summary>Forgets a source.</summary>
    /// <returns>False when there was none of that name.</returns>
    public bool Remove(string name)
    {
        var path = PathOf(name);
        var was = File.Exists(path);
        File.Delete(path);
        return was;
    }

    private string PathOf(string name) => ToolNames.IsSource(name)
        ? Path.Combine(_folder is { Length: > 0 } folder ? folder : throw new ToolException("No folder for tools is set. Set Planner:Tools:Folder."), name + ".json")
        : throw new ToolException($"'{name}' can't be the name of a source of tools. Use lower-case letters, digits and dashes, beginning with a letter.");

    private static string CardId(Tool tool) => "tool/" + tool.Task.Id;

    private static ModelCard CardOf(ToolSource source, Tool tool) => new()
    {
        Id = CardId(tool),
        Tasks = [tool.Task.Id],
        Description = tool.Task.Description,
        Library = source.Kind.ToString().ToLowerInvariant(),
    };

    private static (IReadOnlyList<ToolSource>, IReadOnlyList<CatalogProblem>) Read(string? folder, ToolSource? functions)
    {
        var sources = new List<ToolSource>();
        var problems = new List<CatalogProblem>();
        string[] paths = folder is { Length: > 0 } && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
        foreach (var path in paths)
        {
            try
            {
                var source = JsonSerializer.Deserialize(File.ReadAllBytes(path), ToolJson.Context.ToolSource)!;
                if (source.Version > ToolSource.CurrentVersion)
                {
                    throw new FormatException($"is of version {source.Version}, and this Planner reads up to {ToolSource.CurrentVersion}. Add the source anew, or update Planner.");
                }

                sources.Add(source with { Name = Path.GetFileNameWithoutExtension(path) });
            }
            catch (Exception exception) when (exception is JsonException or NullReferenceException)
            {
                problems.Add(new CatalogProblem(path, 0, $"'{path}' is no description of tools: {exception.Message} Remove it and add the source anew (planner tools add)."));
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                problems.Add(new CatalogProblem(path, 0, $"'{path}' {exception.Message}"));
            }
        }

        return (functions is null ? sources : [.. sources, functions], problems);
    }
}
