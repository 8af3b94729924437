using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Planning.Reading;

/// <summary>
/// One step as its object says it, whatever the format calls its members. Arguments without a slot's name get a place, <c>$1</c>,
/// <c>$2</c> …, which <see cref="Mending.InputPlacing"/> turns into slots.
/// </summary>
internal static class StepForm
{
    private static readonly string[] Ids = ["id", "step_id", "stepid", "step", "index"];
    private static readonly string[] Tasks = ["task", "taskname", "task_name", "tool", "toolname", "tool_name", "function", "action", "name"];
    private static readonly string[] Inputs = ["inputs", "args", "arguments", "action_input", "tool_input", "input"];
    private static readonly string[] Instructions = ["instruction", "description", "purpose", "goal", "reason", "thought"];
    private static readonly string[] Feeds = ["dep", "deps", "depends_on", "dependencies"];
    private static readonly string[] Settings = ["parameters", "params", "options"];
    private static readonly string[] Own = ["after", "requirements", "complexity", "for_each", "ensemble", "optional", "then"];
    private const int MaxDepth = 16;
    private static readonly string[] Silent = ["type", "version"];

    /// <summary>Whether an object names a task.</summary>
    public static bool NamesTask(JsonObject step) => TaskOf(step) is not null;

    /// <summary>The task that an object names, or null.</summary>
    public static string? TaskOf(JsonObject step) => Called(step) is var call && Text(Member(call, Tasks)) is { Length: > 0 } task ? task : null;

    /// <summary>The id that an object has, or null.</summary>
    public static string? IdOf(JsonObject step) => Member(step, Ids) is JsonValue id ? id.ToString() : null;

    /// <summary>The plan that is the argument of a call, as text; null when the object is no such call.</summary>
    public static string? PlanInside(JsonObject step)
    {
        var arguments = Member(Called(step), Inputs.Concat(Settings));
        var text = Text(arguments) is { } quoted && quoted.TrimStart() is ['{' or '[', ..] ? quoted : null;
        var json = text is null ? arguments as JsonObject : LooseJson.Parse(text) as JsonObject;
        return json is not null && HasSteps(json) ? json.ToJsonString() : null;
    }

    private static bool HasSteps(JsonObject json) => json["steps"] is JsonArray || json["task_nodes"] is JsonArray;

    /// <summary>The object with a list of steps that stands somewhere in an object about nothing else, as text; null when there is none.</summary>
    public static string? PlanWithin(JsonNode? json, int depth = 0) => json switch
    {
        JsonObject plan when HasSteps(plan) => plan.ToJsonString(),
        JsonObject step when NamesTask(step) => null,
        JsonObject around when depth < MaxDepth => around.Select(pair => PlanWithin(pair.Value, depth + 1)).FirstOrDefault(found => found is not null),
        JsonArray list when depth < MaxDepth => list.Select(item => PlanWithin(item, depth + 1)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>Reads an object that names a task.</summary>
    public static PlanStep Read(JsonObject json, StepNames names, Action<PlanMended> report)
    {
        var call = Called(json);
        var id = names.Define(IdOf(json));
        var read = new InputReading(names, id, report);
        var settings = Member(call, Settings);

        // A call that has only parameters means its arguments.
        var arguments = Member(call, Inputs) ?? (Member(call, ["task"]) is null ? settings : null);
        var step = new PlanStep
        {
            Id = id,
            Task = TaskOf(json)!.Trim(),
            Instruction = Text(Member(call, Instructions)) ?? "",
            Inputs = read.Inputs(arguments, isOwn: Member(call, ["inputs"]) is not null),
            Parameters = Pairs(ReferenceEquals(arguments, settings) ? null : settings),
            FedBy = [.. Fed(Member(call, Feeds), names)],
        };
        return Remaining(step, call, read, names, report);
    }

    private static PlanStep Remaining(PlanStep step, JsonObject call, InputReading read, StepNames names, Action<PlanMended> report)
    {
        foreach (var (name, value) in call)
        {
            if (value is null || IsKnown(name))
            {
                continue;
            }

            try
            {
                step = Key(name) switch
                {
                    "after" => step with { After = [.. Fed(value, names)] },
                    "requirements" => step with { Requirements = value.Deserialize(PlannerJson.Context.StepRequirements) },
                    "complexity" => step with { Complexity = Enum.Parse<Complexity>(value.ToString(), ignoreCase: true) },
                    "foreach" => step with { ForEach = read.Input(value) },
                    "ensemble" => step with { Ensemble = value.GetValue<int>() },
                    "optional" => step with { Optional = value.GetValue<bool>() },
                    "then" => step with { Then = value.ToString() is { Length: > 0 } then ? then : null },
                    _ => throw new FormatException($"Steps have no '{name}'."),
                };
            }
            catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
            {
                var why = exception is FormatException ? exception.Message : $"'{name}' can't be {Short(value)}.";
                report(new PlanMended { StepId = step.Id, Before = $"\"{name}\": {Short(value)}", After = "", Why = why });
            }
        }

        return step;
    }

    private static bool IsKnown(string name) =>
        !Own.Any(own => Key(own) == Key(name))
        && Ids.Concat(Tasks).Concat(Inputs).Concat(Instructions).Concat(Feeds).Concat(Settings).Concat(Silent).Any(known => Key(known) == Key(name));

    // What a call of a tool calls is in its "function".
    private static JsonObject Called(JsonObject step) => step["function"] as JsonObject ?? step;

    private static JsonNode? Member(JsonObject step, IEnumerable<string> names) =>
        names.Select(name => step.FirstOrDefault(pair => Key(pair.Key) == Key(name) && pair.Value is not null).Value).FirstOrDefault(value => value is not null);

    private static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<string> Fed(JsonNode? ends, StepNames names) => ends switch
    {
        JsonArray several => several.SelectMany(end => Fed(end, names)),
        // HuggingGPT writes -1 for "nothing".
        JsonValue value when value.ToString() is { Length: > 0 } name && name != "-1" => [names.Resolve(name.TrimStart('@')) ?? name],
        _ => [],
    };

    private static Dictionary<string, JsonNode?> Pairs(JsonNode? settings)
    {
        var pairs = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var given = settings switch
        {
            JsonObject map => map.Select(pair => (Name: pair.Key, pair.Value)),
            JsonArray list => list.OfType<JsonObject>().Where(entry => Text(entry["name"]) is not null).Select(entry => (Name: Text(entry["name"])!, Value: entry["value"])),
            _ => [],
        };
        foreach (var (name, value) in given.Where(pair => pair.Value is not null))
        {
            pairs[name] = value!.DeepClone();
        }

        return pairs;
    }

    private static string Key(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);

    private static string Short(JsonNode? value) => value?.ToJsonString() is { } text ? text.Length <= 60 ? text : text[..59] + "…" : "null";
}
