using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Planning;

/// <summary>
/// Reads plans in their own form: JSON lines, an array of steps, or one object with <c>steps</c>. Attachments may be named by id or name.
/// </summary>
public static class PlanReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly IReadOnlyList<string> Members = [.. PlannerJson.Context.PlanStep.Properties.Where(property => property.Get is not null).Select(property => property.Name)];

    /// <summary>Reads a plan.</summary>
    /// <param name="text">The plan's text.</param>
    /// <param name="attachments">The files that it may refer to.</param>
    /// <param name="report">Told of each string with an <c>@</c> that is no reference and was taken for literal text.</param>
    /// <exception cref="PlanFormatException">It is not JSON, or a step lacks its id or task.</exception>
    public static Plan Read(string text, IReadOnlyList<Attachment> attachments, Action<PlanMended> report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        return new Plan([.. Steps(text).Select((json, index) => ReadStep(json, index, attachments, report))]);
    }

    private static IEnumerable<JsonNode?> Steps(string text)
    {
        var whole = text.TrimStart();
        if (whole is ['[', ..] || (whole is ['{', ..] && TryParse(whole) is JsonObject { } only && only.ContainsKey("steps")))
        {
            return Parse(whole, 1) switch
            {
                JsonArray steps => steps,
                JsonObject plan => plan["steps"] as JsonArray ?? throw new PlanFormatException("\"steps\" is not a list. Write {\"version\":1,\"steps\":[…]}."),
                _ => [],
            };
        }

        return TryParse(whole) is JsonObject single
            ? [single]
            : text.Split('\n').Select((line, index) => (line, index)).Where(pair => !string.IsNullOrWhiteSpace(pair.line)).Select(pair => Parse(pair.line, pair.index + 1));
    }

    private static PlanStep ReadStep(JsonNode? json, int index, IReadOnlyList<Attachment> attachments, Action<PlanMended> report)
    {
        if (json is not JsonObject step)
        {
            throw new PlanFormatException($"Step {index + 1} is not an object. Write {{\"id\":\"s1\",\"task\":\"…\",\"inputs\":{{…}}}}.");
        }

        var binder = new ReferenceBinder(NamesOf(attachments));
        var inputs = Inputs(step["inputs"]).ToDictionary(pair => pair.Slot, pair => binder.Bind(pair.Value), StringComparer.Ordinal);
        var forEach = step["for_each"] is { } list ? binder.Bind(list) : null;
        if (step.Select(pair => pair.Key).FirstOrDefault(key => !Members.Contains(key)) is { } unknown)
        {
            throw new PlanFormatException($"Step {index + 1} has '{unknown}', which steps do not have; they have {string.Join(", ", Members)}.");
        }

        var rest = new JsonObject(step.Where(pair => pair.Key is not ("inputs" or "for_each")).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        try
        {
            var read = rest.Deserialize(PlannerJson.Context.PlanStep)! with { Inputs = inputs, ForEach = forEach };
            foreach (var literal in binder.TakenLiterally)
            {
                report(new PlanMended { StepId = read.Id, Before = literal, After = LiteralInput.Escape(literal), Why = "It is no reference to a step or file; taken as text." });
            }

            return read;
        }
        catch (JsonException exception)
        {
            throw new PlanFormatException($"Step {index + 1} is not a valid step: {exception.Message}", exception);
        }
    }

    // The open map of plan lines, or the list of pairs that enforced JSON schemas allow.
    private static IEnumerable<(string Slot, JsonNode? Value)> Inputs(JsonNode? inputs) => inputs switch
    {
        null => [],
        JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
        JsonArray pairs when pairs.All(pair => pair is JsonObject entry && entry["slot"] is JsonValue) =>
            pairs.Select(pair => ((string)pair!["slot"]!, pair["value"])),
        _ => throw new PlanFormatException("A step's inputs are neither an object nor a list of {\"slot\",\"value\"}."),
    };

    private static Dictionary<string, string> NamesOf(IReadOnlyList<Attachment> attachments)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in attachments)
        {
            names.TryAdd(file.Id, file.Id);
            names.TryAdd(file.Name, file.Id);
        }

        return names;
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Parse(string text, int line)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException exception)
        {
            throw new PlanFormatException($"The plan is not JSON at line {line + (exception.LineNumber ?? 0)}: {exception.Message}", exception);
        }
    }
}
