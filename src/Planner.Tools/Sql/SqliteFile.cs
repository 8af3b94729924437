using Microsoft.Data.Sqlite;
using Planner.Inference;
using Planner.Routing;
using SQLitePCL;

namespace Planner.Tools.Sql;

/// <summary>A SQLite file. It is opened read-only, and SQLite itself refuses every action but reading: no ATTACH, no PRAGMA, no extension.</summary>
internal sealed class SqliteFile(string connection) : SqlDatabase
{
    // Actions that SQLite's authorizer is asked about, from its documentation (sqlite.org/c3ref/c_alter_table.html).
    private const int ActionRead = 20;
    private const int ActionSelect = 21;
    private const int ActionFunction = 31;
    private const int ActionRecursive = 33;
    private const int Allow = 0;
    private const int Deny = 1;

    private readonly string _path = PathOf(connection);

    public override string Name => $"'{Path.GetFileName(_path)}'";

    public override string Dialect => "SQLite";

    public override Egress Egress => Egress.Machine;

    public override async Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken)
    {
        await using var opened = Open();
        var tables = new List<SqlTable>();
        foreach (var name in await ColumnAsync(opened, "SELECT name FROM sqlite_master WHERE type IN ('table','view') AND name NOT LIKE 'sqlite_%' ORDER BY name", cancellationToken))
        {
            await using var command = opened.CreateCommand();
            command.CommandText = $"SELECT name, type FROM pragma_table_info({Literal(name)})";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var columns = new List<(string, string)>();
            while (await reader.ReadAsync(cancellationToken))
            {
                columns.Add((reader.GetString(0), reader.GetString(1).ToLowerInvariant()));
            }

            tables.Add(new SqlTable(name, columns));
        }

        return tables;
    }

    public override async Task<SqlRows> QueryAsync(string sql, int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        await using var opened = Open();
        raw.sqlite3_set_authorizer(opened.Handle, (strdelegate_authorizer)Authorize, null);
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(opened.Handle));
        try
        {
            await using var command = opened.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = reader.FieldCount > 0 ? await ReadAsync(reader, maxRows, maxBytes, cancellationToken) : null;
            return rows is not null && !await reader.NextResultAsync(cancellationToken)
                ? rows
                : throw new ToolException("The query is not one SELECT. Write one SELECT.", StepErrorKind.Model);
        }
        catch (SqliteException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ToolException(
                exception.SqliteErrorCode == raw.SQLITE_AUTH
                    ? "The statement does more than read the database's own tables. Write one SELECT."
                    : $"{Name} refused the query: {exception.Message}",
                StepErrorKind.Model,
                exception);
        }
    }

    private static int Authorize(object user, int action, string first, string second, string database, string trigger) => action switch
    {
        ActionSelect or ActionRead or ActionRecursive => Allow,
        ActionFunction => second is "load_extension" or "readfile" or "writefile" or "edit" ? Deny : Allow,
        _ => Deny,
    };

    private SqliteConnection Open()
    {
        Batteries_V2.Init();
        if (!File.Exists(_path))
        {
            throw new ToolException($"There is no database file '{_path}'. Name one that is there.", StepErrorKind.CannotRun);
        }

        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            opened.Open();
            return opened;
        }
        catch (SqliteException exception)
        {
            opened.Dispose();
            throw new ToolException($"'{_path}' can't be opened as a SQLite database: {exception.Message} Name one that can.", StepErrorKind.CannotRun, exception);
        }
    }

    private static async Task<List<string>> ColumnAsync(SqliteConnection opened, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = opened.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var values = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                values.Add(reader.GetString(0));
            }

            return values;
        }
        catch (SqliteException exception)
        {
            throw new ToolException($"'{opened.DataSource}' can't be read as a SQLite database: {exception.Message} Name one that can.", StepErrorKind.CannotRun, exception);
        }
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string PathOf(string connection)
    {
        try
        {
            var path = connection.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(connection).DataSource : connection;
            return Path.GetFullPath(path);
        }
        catch (ArgumentException exception)
        {
            throw new ToolException($"The connection names no SQLite file and no PostgreSQL database: {exception.Message} Give a file, Data Source=FILE, or postgresql://….", StepErrorKind.BadInput, exception);
        }
    }
}
