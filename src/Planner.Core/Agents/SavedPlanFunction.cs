using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Planning;
using Planner.SavedPlans;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Agents;

/// <summary>A saved plan as a function: an argument for each of its files, and one for each of its parameters, with the plan's own value where it is left out.</summary>
internal sealed class SavedPlanFunction : AIFunction
{
    private const string Deadline = "deadline_seconds";
    private readonly SavedPlan _plan;
    private readonly AgentTools _tools;
    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, string> _parameters;

    public SavedPlanFunction(SavedPlan plan, IReadOnlyList<PlanParameter> parameters, AgentTools tools)
    {
        (_plan, _tools) = (plan, tools);

        // Arguments have plain names; a file called like a parameter goes by its id.
        _parameters = parameters.Select(parameter => parameter.Name).DistinctBy(ArgumentOf).ToDictionary(ArgumentOf, StringComparer.Ordinal);
        _files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in plan.Files)
        {
            var role = ArgumentOf(file.Role);
            _files[_parameters.ContainsKey(role) || _files.ContainsKey(role) || role == Deadline ? file.Id : role] = file.Id;
        }

        JsonSchema = JsonSerializer.SerializeToElement<JsonNode>(SchemaOf(parameters), PlannerJson.Context.JsonNode);
    }

    public override string Name => "saved_" + ArgumentOf(_plan.Name);

    public override string Description => $"A plan that was saved (version {_plan.Version}): {_plan.Description} Steps: {string.Join(", then ", _plan.Plan.Steps.Select(step => step.Task))}.";

    public override JsonElement JsonSchema { get; }

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        double? deadline = null;
        foreach (var (name, value) in arguments)
        {
            if (Json(value) is not { } json)
            {
                continue;
            }

            if (_files.TryGetValue(name, out var id))
            {
                files[id] = TextOf(json, name);
            }
            else if (name == Deadline)
            {
                deadline = double.TryParse(json.ToString(), CultureInfo.InvariantCulture, out var seconds) ? seconds : throw new ArgumentException($"'{Deadline}' is no number.", nameof(arguments));
            }
            else
            {
                values[_parameters.GetValueOrDefault(name, name)] = json;
            }
        }

        return await _tools.RunSavedAsync(_plan, files, values, deadline, cancellationToken);
    }

    private JsonObject SchemaOf(IReadOnlyList<PlanParameter> parameters)
    {
        var properties = new JsonObject();
        foreach (var (name, id) in _files)
        {
            var modality = _plan.Files.First(file => file.Id == id).Modality;
            properties[name] = new JsonObject { ["type"] = "string", ["description"] = $"The {modality.Name()}: the id of an artifact (a_…), a public http(s) address, or a data URL." };
        }

        foreach (var (name, own) in _parameters)
        {
            var parameter = parameters.First(parameter => parameter.Name == own);
            var property = new JsonObject { ["description"] = parameter.Description, ["default"] = parameter.Value?.DeepClone() };
            if (TypeOf(parameter.Value) is { } type)
            {
                property["type"] = type;
            }

            properties[name] = property;
        }

        properties[Deadline] = new JsonObject { ["type"] = "number", ["description"] = "The longest that it may take, in seconds." };
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray([.. _files.Keys.Select(name => (JsonNode)name)]) };
    }

    private static string? TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => null,
    };

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        JsonElement element => JsonSerializer.SerializeToNode(element, PlannerJson.Context.JsonElement),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        IConvertible number => JsonValue.Create(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"'{value}' is no value for a plan."),
    };

    private static string TextOf(JsonNode json, string name) =>
        json is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new ArgumentException($"'{name}' is no text.", nameof(json));

    private static string ArgumentOf(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
