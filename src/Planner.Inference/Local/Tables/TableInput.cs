using System.Text;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Tables;

/// <summary>Takes the table out of a request's slot <c>table</c>: a CSV or TSV file, such text, or a structured table.</summary>
internal static class TableInput
{
    /// <summary>The table, and the file that it is from.</summary>
    /// <exception cref="EngineException">There is none, or what there is can't be read as one.</exception>
    public static async Task<(DelimitedTable Table, ValueSource Origin)> ReadAsync(InferenceRequest request, ArtifactStore store, CancellationToken cancellationToken)
    {
        var value = request.Inputs.GetValueOrDefault("table") switch
        {
            ListValue { Items: [var only] } => only,
            { } given => given,
            null => throw EngineException.BadInput($"Step {request.Step.Id} has no table.", "Attach a CSV, TSV or .xlsx file."),
        };
        var (result, origin) = value switch
        {
            ArtifactValue { Modality: Modality.Table or Modality.Text, Artifact: var file } =>
                (DelimitedTable.Parse(await store.ReadTableAsync(file, cancellationToken)), new ValueSource { ArtifactId = file.Id, Name = file.Name }),
            TextValue text => (DelimitedTable.Parse(text.Text), Origin(text)),
            StructuredValue { Shape: Modality.Table } structured => (
                DelimitedTable.Parse(Delimited(structured.Json), new TableReadOptions { Separator = ',', HasHeader = true }), Origin(structured)),
            ArtifactValue { Artifact: var file } => throw EngineException.BadInput($"'{file.Name}' is {file.MediaType}, no table.", "Attach a CSV, TSV or .xlsx file."),
            _ => throw EngineException.BadInput($"Step {request.Step.Id} wants a table, not {value.Modality.Name()}.", "Attach a CSV, TSV or .xlsx file."),
        };
        return result switch
        {
            TableReadResult.Read { Table: var table } => (table, origin),
            TableReadResult.Failed { Error: var error } => throw EngineException.BadInput($"{origin.Name ?? "The table"}: {error.Message}"),
            _ => throw EngineException.BadInput($"{origin.Name ?? "The table"} can't be read as a table.", "Attach a CSV, TSV or .xlsx file."),
        };
    }

    private static ValueSource Origin(Value value) =>
        value.Sources.Count == 0 ? new ValueSource() : new ValueSource { ArtifactId = value.Sources[0].ArtifactId, Name = value.Sources[0].Name };

    private static string Delimited(JsonElement table)
    {
        if (table.ValueKind != JsonValueKind.Object || !table.TryGetProperty("columns", out var columns) || !table.TryGetProperty("rows", out var rows)
            || columns.ValueKind != JsonValueKind.Array || rows.ValueKind != JsonValueKind.Array || rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Array))
        {
            throw EngineException.BadInput("The table is not of the form {\"columns\":[…],\"rows\":[[…]]}.");
        }

        var text = new StringBuilder();
        foreach (var row in rows.EnumerateArray().Prepend(columns))
        {
            text.AppendJoin(',', row.EnumerateArray().Select(cell => $"\"{cell.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return text.ToString();
    }
}
