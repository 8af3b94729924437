using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Runs;

namespace Planner.Planning.Reading;

/// <summary>Reads the inputs of one step: a map, a list of slots with values, or arguments in a row, with references of any format.</summary>
internal sealed class InputReading(StepNames names, string stepId, Action<PlanMended> report)
{
    private static readonly string[] SlotNames = ["slot", "name", "key"];

    /// <summary>The input by its slot's name, or by its place where it has none.</summary>
    /// <param name="arguments">The inputs.</param>
    /// <param name="isOwn">Whether they are in our own form, in which the bare name of a file is text.</param>
    public IReadOnlyDictionary<string, StepInput> Inputs(JsonNode? arguments, bool isOwn)
    {
        var inputs = new Dictionary<string, StepInput>(StringComparer.Ordinal);
        foreach (var (name, value) in Arguments(arguments).Where(pair => pair.Value is not null))
        {
            // "new_image": "new image" names what is meant, it is not it.
            var input = !isOwn && value is JsonValue word && word.TryGetValue<string>(out var said) && Letters(said) == Letters(name) ? StepInput.To($"<{said}>") : Read(value, isOwn);

            // A slot that is given twice takes both.
            inputs[name] = inputs.TryGetValue(name, out var before) ? StepInput.List([.. before is ListInput several ? several.Items : [before], input]) : input;
        }

        return inputs;
    }

    /// <summary>One input.</summary>
    public StepInput Input(JsonNode value) => Read(value, isOwn: true);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IEnumerable<(string Name, JsonNode? Value)> Arguments(JsonNode? arguments) => arguments switch
    {
        null => [],
        JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
        // Calls of tools carry their arguments as JSON in a string.
        JsonValue text when text.TryGetValue<string>(out var quoted) && quoted.TrimStart().StartsWith('{') && LooseJson.Parse(quoted) is JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
        JsonArray list => list.SelectMany((item, index) => Argument(item, $"${(index + 1).ToString(CultureInfo.InvariantCulture)}")),
        _ => [("$1", arguments)],
    };

    private static IEnumerable<(string Name, JsonNode? Value)> Argument(JsonNode? item, string place) => item switch
    {
        JsonObject entry when entry.ContainsKey("value") => [(Name(entry) ?? place, entry["value"])],
        // An argument that has a name only: the name is what is given.
        JsonObject { Count: 1 } entry when Name(entry) is { } value => [(place, value)],
        JsonObject entry => entry.Select(pair => (pair.Key, pair.Value)),
        _ => [(place, item)],
    };

    private static string? Name(JsonObject entry) =>
        SlotNames.Select(name => entry[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null).FirstOrDefault(name => name is not null);

    private StepInput Read(JsonNode? value, bool isOwn) => value switch
    {
        JsonArray list => new ListInput([.. list.Select(item => Read(item, isOwn))]),
        JsonValue text when text.TryGetValue<string>(out var words) => Read(words, isOwn),
        _ => new LiteralInput(value?.DeepClone()),
    };

    private StepInput Read(string text, bool isOwn)
    {
        // Other formats name files bare; in ours a bare name is text.
        if (!isOwn && names.File(text) is { } file)
        {
            return StepInput.To(file);
        }

        var binder = new ReferenceBinder(names.All);
        var own = binder.Canonical(text);
        foreach (var literal in binder.TakenLiterally)
        {
            report(new PlanMended { StepId = stepId, Before = literal, After = LiteralInput.Escape(literal), Why = "It is no reference to a step or file; taken as text." });
        }

        var references = ForeignReferences.ToOwn(own, names.Resolve);
        return references == own && ForeignReferences.IsPlaceholder(text)
            ? new ReferenceInput(new Reference(text.Trim(), []))
            : StepInput.Parse(references.Trim() is ['@', '{', .., '}'] whole ? whole : references);
    }
}
