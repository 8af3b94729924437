using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>Tables: named columns, and in every row a cell for each of them.</summary>
internal sealed class TableCheck() : StructuredCheck(Modality.Table)
{
    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("columns", out var columns) || !json.TryGetProperty("rows", out var rows) || !Items(columns).Any())
        {
            return ResultFlaw.Fails("gave a table without columns");
        }

        var width = columns.GetArrayLength();
        return Items(rows).Index().FirstOrDefault(row => row.Item.ValueKind != JsonValueKind.Array || row.Item.GetArrayLength() != width) is { Item.ValueKind: not JsonValueKind.Undefined } odd
            ? ResultFlaw.Fails($"gave a table whose row {odd.Index + 1} does not have {width} cells")
            : null;
    }
}
