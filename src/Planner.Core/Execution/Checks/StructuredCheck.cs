using System.Text.Json;
using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>What checks of results with one structured form share.</summary>
internal abstract class StructuredCheck(Modality shape) : IResultCheck
{
    /// <inheritdoc/>
    public bool Concerns(TaskType task) => task.Output == shape;

    /// <inheritdoc/>
    public ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Parts(value).Select(part => Find(request, part)).FirstOrDefault(flaw => flaw is not null));

    /// <summary>What is wrong with the JSON.</summary>
    protected abstract ResultFlaw? Find(InferenceRequest request, JsonElement json);

    /// <summary>The elements of a list; none when it is none.</summary>
    protected static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

    /// <summary>A member that is text.</summary>
    protected static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>A member that is a number; null when it is missing, none, or larger than numbers are.</summary>
    protected static double? Number(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) ? Number(member) : null;

    /// <summary>A number; null for what is none. JSON writes no infinity and no NaN: servers that have one write null, or a number that is too large.</summary>
    protected static double? Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The texts in a slot that takes several; null when how many there are is not known here.</summary>
    protected static IReadOnlyList<string>? Given(InferenceRequest request, string slot) => request.Inputs.GetValueOrDefault(slot) switch
    {
        ListValue list when list.Items.All(item => item is TextValue) => [.. list.Items.Cast<TextValue>().Select(item => item.Text.Trim())],
        _ => null,
    };

    private static IEnumerable<JsonElement> Parts(Value value) => value switch
    {
        StructuredValue structured => [structured.Json],
        ListValue list => list.Items.SelectMany(Parts),
        _ => [],
    };
}
