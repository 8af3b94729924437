using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Planner.Storage.Database;

/// <summary>Short forms for commands without parameters.</summary>
internal static class SqliteConnectionExtensions
{
    /// <summary>Runs constant SQL.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepared(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs constant SQL that gives one number.</summary>
    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepared(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Leaves a transaction after a failure; SQLite may have left it already.</summary>
    public static void TryRollback(this SqliteConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing to roll back: what is reported is why it came to this.
        }
    }

    /// <summary>A command that is compiled once and can be run many times. <c>$name</c> parameters are added without values.</summary>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants and shipped scripts come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }

    /// <summary>A command with its values, to be run once.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.Prepared(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));
        }

        return command;
    }

    /// <summary>All rows that a command gives; the command is done with then.</summary>
    public static List<T> Rows<T>(this SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using (command)
        {
            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }
}
