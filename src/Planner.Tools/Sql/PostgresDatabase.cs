using System.Data;
using Npgsql;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Tools.Sql;

/// <summary>
/// A PostgreSQL database. A query is declared as a cursor, which takes nothing but one SELECT, in a read-only transaction that is rolled back, by a
/// role that is no superuser: functions that read files or start programs are a superuser's.
/// </summary>
internal sealed class PostgresDatabase(string connection) : SqlDatabase
{
    private readonly NpgsqlConnectionStringBuilder _connection = Builder(connection);

    public override string Name => $"'{_connection.Database ?? _connection.Username}' on {_connection.Host}";

    public override string Dialect => "PostgreSQL";

    public override Egress Egress => _connection.Host is { Length: > 0 } host && host[0] != '/' ? Distance.Of(host) : Egress.Machine;

    /// <summary>Whether a connection is PostgreSQL's.</summary>
    public static bool IsFor(string text) => IsAddress(text) || text.Split(';').Any(part => part.TrimStart().StartsWith("host=", StringComparison.OrdinalIgnoreCase));

    public override async Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END, column_name, data_type
            FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY table_schema, table_name, ordinal_position
            """;
        var rows = await QueryAsync(Sql, int.MaxValue, long.MaxValue, cancellationToken);
        return [.. rows.Rows.GroupBy(row => (string)row[0]!).Select(table => new SqlTable(table.Key, [.. table.Select(row => ((string)row[1]!, (string)row[2]!))]))];
    }

    public override async Task<SqlRows> QueryAsync(string sql, int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var opened = new NpgsqlConnection(_connection.ConnectionString);
            await opened.OpenAsync(cancellationToken);
            await RefuseSuperuserAsync(opened, cancellationToken);
            await using var transaction = await opened.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await RunAsync(opened, "SET TRANSACTION READ ONLY", cancellationToken);
            await RunAsync(opened, $"DECLARE planner_rows NO SCROLL CURSOR FOR {sql}", cancellationToken);

            // One row more than allowed tells that there are more.
            var count = maxRows == int.MaxValue ? "ALL" : $"FORWARD {maxRows + 1}";
            await using var command = new NpgsqlCommand($"FETCH {count} FROM planner_rows", opened);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await ReadAsync(reader, maxRows, maxBytes, cancellationToken);
        }
        catch (PostgresException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isLogin = exception.SqlState.StartsWith("28", StringComparison.Ordinal) || exception.SqlState == "3D000";
            throw new ToolException(
                isLogin ? $"{Name} can't be opened: {exception.MessageText} Correct the connection." : $"{Name} refused the query: {exception.MessageText} Write one SELECT.",
                isLogin ? StepErrorKind.CannotRun : StepErrorKind.Model,
                exception);
        }
        catch (NotSupportedException exception)
        {
            throw new ToolException("The statement is more than one. Write one SELECT.", StepErrorKind.Model, exception);
        }
        catch (NpgsqlException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ToolException($"{Name} can't be reached: {exception.Message} Start it, or correct the connection.", StepErrorKind.Unavailable, exception);
        }
    }

    // A batch's statement is sent as it is; the server takes no second one with it.
    private static async Task RunAsync(NpgsqlConnection opened, string sql, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(opened) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RefuseSuperuserAsync(NpgsqlConnection opened, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SHOW is_superuser", opened);
        if (await command.ExecuteScalarAsync(cancellationToken) is "on")
        {
            throw new ToolException(
                "The connection's role is a superuser, which may read files and start programs even when it only selects. Connect as an ordinary role that may read the tables.",
                StepErrorKind.CannotRun);
        }
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder Builder(string text)
    {
        try
        {
            var builder = IsAddress(text) ? FromAddress(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            builder.Pooling = false;
            builder.ApplicationName ??= "planner";
            return builder;
        }
        catch (Exception exception) when (exception is ArgumentException or UriFormatException)
        {
            // The text may hold a password: it is not repeated.
            throw new ToolException("The PostgreSQL connection can't be read. Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE or Host=…;Database=….", StepErrorKind.BadInput, exception);
        }
    }

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            builder[pair[0] == "sslmode" ? "SSL Mode" : pair[0]] = Uri.UnescapeDataString(pair[1]);
        }

        return builder;
    }
}
