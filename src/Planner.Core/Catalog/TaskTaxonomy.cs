using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Planner.Serialization;

namespace Planner.Catalog;

/// <summary>All kinds of subtask, by id and by any other name.</summary>
public sealed class TaskTaxonomy
{
    private readonly Dictionary<string, TaskType> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a taxonomy of these tasks.</summary>
    /// <exception cref="CatalogException">Two tasks share an id.</exception>
    public TaskTaxonomy(IEnumerable<TaskType> tasks)
    {
        Tasks = [.. tasks];
        foreach (var task in Tasks)
        {
            if (!_byName.TryAdd(task.Id, task))
            {
                throw new CatalogException($"Task '{task.Id}' is listed twice in the taxonomy. Remove one of them.");
            }
        }

        // An id wins over an alias, the first alias over a later one.
        foreach (var task in Tasks)
        {
            foreach (var alias in task.Aliases)
            {
                _byName.TryAdd(alias, task);
            }
        }
    }

    /// <summary>The tasks, in the file's order.</summary>
    public IReadOnlyList<TaskType> Tasks { get; }

    /// <summary>The task with that id or alias; letter case does not count.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TaskType? task) => _byName.TryGetValue(name, out task);

    /// <summary>A taxonomy of these of its tasks; this one when none is named. Names that it does not know are passed over.</summary>
    public TaskTaxonomy Only(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count == 0 ? this : new TaskTaxonomy(names.Select(name => _byName.GetValueOrDefault(name)).OfType<TaskType>().Distinct());
    }

    /// <summary>Reads <c>tasks.json</c>, then takes the tasks of tools.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tools">Tools that bring tasks of their own.</param>
    /// <exception cref="CatalogException">The file is not there or is not a list of tasks.</exception>
    public static TaskTaxonomy Load(string path, IEnumerable<ITaskSource>? tools = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var tasks = JsonSerializer.Deserialize(stream, PlannerJson.Context.IReadOnlyListTaskType) ?? [];
            return new TaskTaxonomy(tasks.Concat((tools ?? []).SelectMany(tool => tool.Tasks)).DistinctBy(task => task.Id, StringComparer.OrdinalIgnoreCase));
        }
        catch (JsonException exception)
        {
            throw new CatalogException(
                $"'{path}' line {exception.LineNumber + 1} is not a valid task list: {exception.Message} Correct that line.", exception);
        }
        catch (IOException exception)
        {
            throw new CatalogException($"'{path}' can't be read: {exception.Message} Restore the file from the project.", exception);
        }
    }
}
