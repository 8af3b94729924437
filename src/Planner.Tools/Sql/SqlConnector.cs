using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Routing;
using Planner.Values;

namespace Planner.Tools.Sql;

/// <summary>
/// Reads databases, and only reads. A database gives the tool <c>query</c>, which takes a SELECT that a controller LLM writes by the schema in its
/// description, and one tool for each table, which the embedded controller can plan: its rows, for a question about a table.
/// </summary>
internal sealed class SqlConnector(IOptions<ToolOptions> options) : IToolConnector
{
    private const string Query = "query";
    private const string Slot = "sql";

    // More tables than these are described and can be queried, but have no tool of their own.
    private const int MaxTableTools = 40;
    private const int MaxDescribed = 60;

    public ToolKind Kind => ToolKind.Sql;

    /// <summary>How far a database is away.</summary>
    /// <exception cref="ToolException">The reference can't be read, or names no database.</exception>
    public static Egress EgressOf(string connection) => SqlDatabase.From(connection).Egress;

    public async Task<IReadOnlyList<Tool>> DescribeAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var database = SqlDatabase.From(source.Connection);
        var tables = await database.TablesAsync(cancellationToken);
        return tables.Count == 0
            ? throw new ToolException($"{database.Name} has no table that this connection may read. Name another database, or grant SELECT.")
            : [QueryTool(source, database, tables), .. tables.Take(MaxTableTools).Select(table => TableTool(source, table))];
    }

    public async Task<Value> CallAsync(ToolSource source, Tool tool, InferenceRequest request, CancellationToken cancellationToken)
    {
        var database = SqlDatabase.From(source.Connection);
        var table = (string?)tool.Call?["table"];
        var sql = table is null ? Text(request) : $"SELECT * FROM {database.Quote(table)}";
        var rows = await database.QueryAsync(sql, options.Value.MaxRows, options.Value.MaxBytes, cancellationToken);
        return ToolTable.Of(rows.Columns, rows.Rows, Write) with { Sources = [new ValueSource { Name = table is null ? source.Name : $"{source.Name}.{table}" }] };
    }

    private static string Text(InferenceRequest request) => request.Inputs.GetValueOrDefault(Slot) is TextValue { Text: { } text } && !string.IsNullOrWhiteSpace(text)
        ? text
        : throw new ToolException($"{request.Task.Id} needs a SELECT as its input '{Slot}'.");

    private static Tool QueryTool(ToolSource source, SqlDatabase database, IReadOnlyList<SqlTable> tables)
    {
        var schema = string.Join("; ", tables.Take(MaxDescribed).Select(table => table.ToString()));
        var more = tables.Count > MaxDescribed ? $"; and {tables.Count - MaxDescribed} more tables" : "";
        return new Tool
        {
            Name = Query,
            Repeatable = true,
            Task = new TaskType
            {
                Id = ToolNames.TaskId(source.Name, Query),
                Group = "tool",
                Description = $"Runs one {database.Dialect} SELECT on the database {source.Name} and gives a table. Tables: {schema}{more}.",
                Inputs = [new TaskSlot { Name = Slot, Accepts = [Modality.Text] }],
                Output = Modality.Table,
                Unplannable = true,
            },
        };
    }

    private static Tool TableTool(ToolSource source, SqlTable table)
    {
        var words = string.Join(' ', ToolNames.Words(table.Name));
        return new Tool
        {
            Name = table.Name,
            Repeatable = true,
            Call = new() { ["table"] = table.Name },
            Task = new TaskType
            {
                Id = ToolNames.TaskId(source.Name, table.Name),
                Group = "tool",
                Description = $"The rows of the table {table} of the database {source.Name}.",
                Inputs = [],
                Output = Modality.Table,
                Cues = new Dictionary<string, IReadOnlyList<string>> { ["en"] = [$"{words} #0.8", $"{words} .. {source.Name.Replace('-', ' ')}"] },
                Results = new Dictionary<string, IReadOnlyList<string>> { ["en"] = [words] },
            },
        };
    }

    private static void Write(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long or int or short:
                writer.WriteNumberValue(Convert.ToInt64(cell, CultureInfo.InvariantCulture));
                break;
            case decimal money:
                writer.WriteNumberValue(money);
                break;
            case double or float when double.IsFinite(Convert.ToDouble(cell, CultureInfo.InvariantCulture)):
                writer.WriteNumberValue(Convert.ToDouble(cell, CultureInfo.InvariantCulture));
                break;
            case DateTime { TimeOfDay.Ticks: 0 } date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                writer.WriteStringValue(moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case TimeOnly or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)cell).ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.WriteStringValue($"({bytes.Length} bytes)");
                break;
            default:
                writer.WriteStringValue(Convert.ToString(cell, CultureInfo.InvariantCulture));
                break;
        }
    }
}
