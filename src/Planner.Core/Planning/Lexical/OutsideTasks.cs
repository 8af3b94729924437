using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Reads a task list given from outside, in TaskBench's form, so that plans use its tasks under its names.</summary>
public static class OutsideTasks
{
    /// <summary>
    /// Reads <c>{"nodes":[{"id","desc","input-type":[…],"output-type":[…]}]}</c>. A tool that <paramref name="known"/> has under that id or
    /// alias keeps the known cues and slots, as far as they take what the tool says it takes; another one is planned by the words of
    /// its id and description.
    /// </summary>
    /// <exception cref="CatalogException">The file can't be read.</exception>
    public static TaskTaxonomy Load(string path, TaskTaxonomy known)
    {
        ArgumentNullException.ThrowIfNull(known);
        try
        {
            var nodes = JsonNode.Parse(File.ReadAllText(path))?["nodes"]?.AsArray()
                ?? throw new CatalogException($"'{path}' has no list called \"nodes\". Give a task list in TaskBench's form.");
            return new TaskTaxonomy([.. nodes.OfType<JsonObject>().Select(node => Task(node, known))]);
        }
        catch (Exception exception) when (exception is IOException or System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new CatalogException(
                $"'{path}' can't be read as a task list: {exception.Message} Give a task list in TaskBench's form.", exception);
        }
    }

    private static TaskType Task(JsonObject node, TaskTaxonomy known)
    {
        var id = node["id"]?.GetValue<string>() ?? throw new InvalidOperationException("A task has no \"id\".");
        var takes = Types(node["input-type"]);
        var gives = Types(node["output-type"]);
        if (known.TryGet(id, out var task))
        {
            string[] aliases = [.. task.Aliases.Where(alias => alias != id), task.Id];
            return task with { Id = id, Unplannable = false, Inputs = Slots(task.Inputs, takes), Aliases = aliases };
        }

        var slots = Slots([], takes);
        return new TaskType
        {
            Id = id,
            // What nothing says how to fill takes the request's own words, and with them the results that they speak of.
            Prompt = slots.FirstOrDefault(slot => slot.Accepts[0] is Modality.Text or Modality.Any)?.Name,
            Group = "other",
            Description = node["desc"]?.GetValue<string>() ?? id,
            Inputs = slots,
            Output = gives.FirstOrDefault(Modality.Any),
            Cues = new Dictionary<string, IReadOnlyList<string>> { ["en"] = OutsideCues.From(id, node["desc"]?.GetValue<string>() ?? "") },
        };
    }

    private static List<Modality> Types(JsonNode? types) =>
        [.. (types as JsonArray ?? []).Select(type => Enum.TryParse<Modality>(type?.GetValue<string>(), ignoreCase: true, out var found)
            ? found : Modality.Any)];

    // Our slots keep their names; one that takes nothing of what the tool takes takes what is left over.
    private static IReadOnlyList<TaskSlot> Slots(IReadOnlyList<TaskSlot> ours, List<Modality> takes)
    {
        if (ours.Count == 0)
        {
            string Name(Modality type, int index) => index == 0 ? type.Name() : $"{type.Name()}{index + 1}";
            return [.. takes.Select((type, index) => new TaskSlot { Name = Name(type, index), Accepts = [type] })];
        }

        var open = takes.Where(type => !ours.Any(slot => slot.Accepts.Contains(type))).ToList();
        bool Misfits(TaskSlot slot) => slot.Required && !takes.Exists(type => slot.Distance(type) is not null);
        return [.. ours.Select(slot => open.Count > 0 && Misfits(slot) ? slot with { Accepts = [open[0]] } : slot)];
    }
}
