using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Runs;

namespace Planner.Planning;

/// <summary>
/// The parameters of a plan: what its steps have as parameters and as literal inputs. Each can also be called with its step, <c>s2.question</c>,
/// and so can a step's instruction, <c>s2.instruction</c>, and a parameter of its task that the plan leaves out.
/// </summary>
public sealed class PlanParameters(TaskTaxonomy taxonomy)
{
    private const string Instruction = "instruction";

    /// <summary>The plan's parameters, in the order of its steps. One name stands for all steps that have the same value under it.</summary>
    public IReadOnlyList<PlanParameter> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var places = plan.Steps.SelectMany(PlacesIn).ToList();
        return
        [
            .. places.GroupBy(place => place.Key, StringComparer.Ordinal).SelectMany(group => group.All(place => JsonNode.DeepEquals(place.Value, group.First().Value))
                ? [new PlanParameter(group.Key, group.First().Value, group.First().Description, [.. group.Select(place => place.Step)])]
                : group.Select(place => new PlanParameter($"{place.Step}.{place.Key}", place.Value, place.Description, [place.Step]))),
        ];
    }

    /// <summary>The plan with other values.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">The new value of each parameter, by its name.</param>
    /// <exception cref="BadRequestException">The plan has no such parameter, or the value is of another kind.</exception>
    public Plan Set(Plan plan, IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(values);
        var known = Of(plan);
        foreach (var (name, value) in values)
        {
            var parameter = known.FirstOrDefault(parameter => parameter.Name == name);
            var (key, steps) = parameter is null ? Addressed(plan, known, name) : (name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..], parameter.Steps);
            plan = plan with { Steps = [.. plan.Steps.Select(step => steps.Contains(step.Id) ? With(step, key, value, name) : step)] };
        }

        return plan;
    }

    private IEnumerable<Place> PlacesIn(PlanStep step)
    {
        foreach (var (name, value) in step.Parameters)
        {
            yield return new Place(step.Id, name, value, TaskOf(step)?.Parameters.FirstOrDefault(known => known.Name == name)?.Description ?? "");
        }

        foreach (var (slot, input) in step.Inputs)
        {
            if (input is LiteralInput literal)
            {
                yield return new Place(step.Id, slot, literal.Json, $"The {slot} of {step.Task}.");
            }
        }
    }

    private TaskType? TaskOf(PlanStep step) => taxonomy.TryGet(step.Task, out var task) ? task : null;

    /// <summary>What a name with a step in it stands for.</summary>
    private (string Key, IReadOnlyList<string> Steps) Addressed(Plan plan, IReadOnlyList<PlanParameter> known, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (id, key) = dot > 0 ? (name[..dot], name[(dot + 1)..]) : ("", name);
        var step = plan.Steps.FirstOrDefault(step => step.Id == id);
        return step is not null && (key == Instruction || PlacesIn(step).Any(place => place.Key == key) || TaskOf(step)?.Parameters.Any(parameter => parameter.Name == key) == true)
            ? (key, [id])
            : throw new BadRequestException(
                $"The plan has no parameter '{name}'. It has: {string.Join(", ", known.Select(parameter => parameter.Name).Concat(plan.Steps.Select(other => $"{other.Id}.{Instruction}")))}.");
    }

    private static PlanStep With(PlanStep step, string key, JsonNode? value, string name)
    {
        if (key == Instruction)
        {
            return step with { Instruction = value is JsonValue words && words.TryGetValue<string>(out var text) ? text : throw Wrong(name, value, "a text") };
        }

        if (step.Inputs.GetValueOrDefault(key) is LiteralInput before)
        {
            var given = Fitting(name, before.Json, value);
            return step with
            {
                Inputs = step.Inputs.ToDictionary(pair => pair.Key, pair => pair.Key == key ? new LiteralInput(given) : pair.Value, StringComparer.Ordinal),
                Instruction = InstructionAfter(step, key, before.Json, given),
            };
        }

        var old = step.Parameters.GetValueOrDefault(key);
        var now = Fitting(name, old, value);
        var parameters = step.Parameters.ToDictionary(StringComparer.Ordinal);
        parameters[key] = now;
        return step with { Parameters = parameters, Instruction = InstructionAfter(step, key, old, now) };
    }

    // "Summarise it in Spanish" is wrong above a summary in German: words that may tell of the old value go, the rest stay.
    private static string InstructionAfter(PlanStep step, string key, JsonNode? old, JsonNode? now) =>
        JsonNode.DeepEquals(old, now) || step.Instruction.Length == 0 ? step.Instruction
        : old is JsonValue was && was.TryGetValue<string>(out var text) && text == step.Instruction && now is JsonValue is_ && is_.TryGetValue<string>(out var said) ? said
        : $"{step.Task}, {key.Replace('_', ' ')}: {now?.ToJsonString().Trim('"') ?? "none"}";

    // What stands on a command line is text; the plan says of what kind the value is.
    private static JsonNode? Fitting(string name, JsonNode? old, JsonNode? value)
    {
        var kind = old?.GetValueKind() ?? JsonValueKind.Undefined;
        if (kind is JsonValueKind.Undefined or JsonValueKind.Null || value is null || SameKind(kind, value.GetValueKind()))
        {
            return value?.DeepClone();
        }

        if (value.GetValueKind() == JsonValueKind.String)
        {
            try
            {
                if (JsonNode.Parse(value.GetValue<string>()) is { } parsed && SameKind(kind, parsed.GetValueKind()))
                {
                    return parsed;
                }
            }
            catch (JsonException)
            {
                // It is only text.
            }
        }

        throw Wrong(name, value, $"like {old!.ToJsonString()}");
    }

    private static bool SameKind(JsonValueKind one, JsonValueKind other) =>
        one == other || (one is JsonValueKind.True or JsonValueKind.False && other is JsonValueKind.True or JsonValueKind.False);

    private static BadRequestException Wrong(string name, JsonNode? value, string wanted) =>
        new($"The parameter '{name}' can't be {value?.ToJsonString() ?? "null"}. Give {wanted}.");

    private readonly record struct Place(string Step, string Key, JsonNode? Value, string Description);
}
