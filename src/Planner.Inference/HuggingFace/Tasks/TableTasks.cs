using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.Local.Tables;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>Tables in.</summary>
internal static class TableTasks
{
    public static IReadOnlyList<TaskWire> All { get; } =
    [
        new("table-question-answering", QuestionAsync, AnswerAsync),
        new("tabular-classification", RowsAsync, PredictedAsync),
        new("tabular-regression", RowsAsync, PredictedAsync),
    ];

    // The schema says "question"; the client's own readme and the recordings say "query". Servers that read one pass over the other.
    private static async Task<WireBody> QuestionAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var question = (await call.TextAsync("question", cancellationToken)).Text;
        var (table, _) = await TableInput.ReadAsync(call.Request, call.Store, cancellationToken);
        return WireBodies.Inputs(
            new JsonObject { ["question"] = question, ["query"] = question, ["table"] = Columns(table) }, WireParameters.Of("table-question-answering", call.Request));
    }

    private static async Task<WireBody> RowsAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var (table, _) = await TableInput.ReadAsync(call.Request, call.Store, cancellationToken);
        return WireBodies.Inputs(new JsonObject { ["data"] = Columns(table) }, null);
    }

    // {answer, coordinates:[[row,column]], cells, aggregator?}, bare or in a list. An aggregator stands before the cells: "SUM > 3, 4".
    private static async Task<Value?> AnswerAsync(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        if (Replies.Flat(reply.Json).FirstOrDefault() is not { } item || Replies.Text(item, "answer") is not { } answer)
        {
            return null;
        }

        var (table, origin) = await TableInput.ReadAsync(call.Request, call.Store, cancellationToken);
        var cells = from pair in (item["coordinates"] as JsonArray ?? []).OfType<JsonArray>()
                    where pair.Count == 2
                    let row = Replies.AsNumber(pair[0])
                    let column = Replies.AsNumber(pair[1])
                    where row >= 0 && row < table.RowCount && column >= 0 && column < table.Columns.Count
                    select origin with { Row = (int)row, Column = table.Columns[(int)column].Name };
        return new TextValue(answer.Trim()) { Sources = [.. cells] };
    }

    // A number or class for each row, as a new last column.
    private static async Task<Value?> PredictedAsync(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        var (table, origin) = await TableInput.ReadAsync(call.Request, call.Store, cancellationToken);
        if (reply.Json is not JsonArray predictions || predictions.Count != table.RowCount || predictions.Any(prediction => prediction is not JsonValue))
        {
            return null;
        }

        var name = call.Request.Parameter("target_column") ?? "prediction";
        return new StructuredValue(Modality.Table, TaskCall.Element(new JsonObject
        {
            ["columns"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)column.Name), name]),
            ["rows"] = new JsonArray([.. Enumerable.Range(0, table.RowCount).Select(row => new JsonArray(
                [.. Enumerable.Range(0, table.Columns.Count).Select(column => (JsonNode)table[row, column].Text), predictions[row]!.DeepClone()]))]),
        }))
        { Sources = origin.ArtifactId is null ? [] : [origin] };
    }

    // Cells are text on the wire, whatever they mean. Columns of one name are told apart by a number.
    private static JsonObject Columns(DelimitedTable table)
    {
        var columns = new JsonObject();
        foreach (var column in table.Columns)
        {
            var name = column.Name;
            for (var number = 2; columns.ContainsKey(name); number++)
            {
                name = $"{column.Name} ({number})";
            }

            columns[name] = new JsonArray([.. Enumerable.Range(0, table.RowCount).Select(row => (JsonNode)table[row, column.Index].Text)]);
        }

        return columns;
    }
}
