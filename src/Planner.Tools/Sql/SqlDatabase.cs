using System.Data.Common;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Tools.Sql;

/// <summary>A database that is only read: one statement a query, rows and bytes limited.</summary>
internal abstract class SqlDatabase
{
    /// <summary>Its name for people, without any secret.</summary>
    public abstract string Name { get; }

    /// <summary>The SQL that it speaks.</summary>
    public abstract string Dialect { get; }

    /// <summary>How far it is away.</summary>
    public abstract Egress Egress { get; }

    /// <summary>The database that a connection reference names.</summary>
    /// <exception cref="ToolException">The reference can't be read, or names no database.</exception>
    public static SqlDatabase From(string? connection)
    {
        var reference = connection?.Trim() ?? "";
        var text = reference.StartsWith("env:", StringComparison.Ordinal) ? FromEnvironment(reference[4..])
            : reference.StartsWith("file:", StringComparison.Ordinal) ? FromFile(reference[5..])
            : reference;
        return text.Length == 0
            ? throw new ToolException("No database is named. Give --connection a SQLite file, a postgresql:// address, or where that is (env:NAME, file:PATH).")
            : PostgresDatabase.IsFor(text) ? new PostgresDatabase(text)
            : new SqliteFile(text);
    }

    /// <summary>A name as this database's SQL quotes it.</summary>
    public virtual string Quote(string name) => string.Join('.', name.Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>The tables and views.</summary>
    /// <exception cref="ToolException">It can't be reached.</exception>
    public abstract Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>Runs one SELECT.</summary>
    /// <exception cref="ToolException">It can't be reached, the statement is wrong or does more than read, or it gives too much.</exception>
    public abstract Task<SqlRows> QueryAsync(string sql, int maxRows, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Reads what a query gives, up to the limits.</summary>
    protected static async Task<SqlRows> ReadAsync(DbDataReader reader, int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<object?[]>();
        var bytes = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == maxRows)
            {
                throw new ToolException(
                    $"The query gives more than {maxRows:N0} rows. Narrow it with WHERE, count or sum in it, add LIMIT, or raise Planner:Tools:MaxRows.", StepErrorKind.Model);
            }

            var row = new object?[columns.Count];
            reader.GetValues(row!);
            bytes += row.Sum(cell => cell is string text ? text.Length : cell is byte[] blob ? blob.Length : 8L);
            if (bytes > maxBytes)
            {
                throw new ToolException($"The query gives more than {maxBytes:N0} bytes. Select fewer columns or rows, or raise Planner:Tools:MaxBytes.", StepErrorKind.Model);
            }

            rows.Add(row);
        }

        return new SqlRows(columns, rows);
    }

    private static string FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new ToolException($"The environment variable {name}, which should hold the database's connection, is not set. Set it.", StepErrorKind.CannotRun);

    private static string FromFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The file '{path}', which should hold the database's connection, can't be read: {exception.Message} Name one that can.", StepErrorKind.CannotRun, exception);
        }
    }
}
