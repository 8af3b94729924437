using System.Text.Json;
using Planner.Values;

namespace Planner.Tools;

/// <summary>Rows of a tool as a table.</summary>
internal static class ToolTable
{
    /// <summary>The table.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">The rows, a cell for each column.</param>
    /// <param name="write">Writes a cell as one JSON value.</param>
    public static StructuredValue Of<T>(IEnumerable<string> columns, IEnumerable<IEnumerable<T>> rows, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var column in columns)
            {
                writer.WriteStringValue(column);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in rows)
            {
                writer.WriteStartArray();
                foreach (var cell in row)
                {
                    write(writer, cell);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return new StructuredValue(Modality.Table, document.RootElement.Clone());
    }
}
