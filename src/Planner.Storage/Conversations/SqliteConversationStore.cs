using System.Text.Json;
using Microsoft.Data.Sqlite;
using Planner.Conversations;
using Planner.Serialization;
using Planner.Storage.Database;
using Planner.Storage.Runs;

namespace Planner.Storage.Conversations;

/// <summary>Conversations and assistants in the SQLite file. They change at a person's pace: each call opens the database for itself.</summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, TimeProvider clock) : IConversationStore
{
    public Task<Conversation> SaveAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var saved = conversation with { Revision = conversation.Revision + 1, UpdatedAt = UnixMicroseconds.ToTime(UnixMicroseconds.From(clock.GetUtcNow())) };
        var changed = Change(
            """
            INSERT INTO conversations (id, revision, updated_at, body) SELECT $id, $revision, $time, $body
            WHERE $revision = 1 OR EXISTS (SELECT 1 FROM conversations WHERE id = $id)
            ON CONFLICT (id) DO UPDATE SET revision = $revision, updated_at = $time, body = $body WHERE revision = $revision - 1
            """,
            cancellationToken,
            ("$id", saved.Id),
            ("$revision", saved.Revision),
            ("$time", UnixMicroseconds.From(saved.UpdatedAt)),
            ("$body", JsonSerializer.Serialize(saved, PlannerJson.Context.Conversation)));
        return changed == 1 ? Task.FromResult(saved) : Task.FromException<Conversation>(new ConversationChangedException(conversation.Id));
    }

    public Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult<Conversation?>(Read("SELECT body, revision, updated_at FROM conversations WHERE id = $id", ToConversation, cancellationToken, ("$id", id)) is [var found] ? found : null);

    public Task<IReadOnlyList<Conversation>> ListAsync(int limit, string? owner, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Conversation>>(Read(
            $"SELECT body, revision, updated_at FROM conversations {(owner is null ? "" : "WHERE json_extract(body, '$.owner') = $owner ")}ORDER BY updated_at DESC LIMIT $limit",
            ToConversation,
            cancellationToken,
            [("$limit", limit), .. owner is null ? Array.Empty<(string, object)>() : [("$owner", owner)]]));

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(Change("DELETE FROM conversations WHERE id = $id", cancellationToken, ("$id", id)) > 0);

    public Task SaveAsync(Assistant assistant, CancellationToken cancellationToken)
    {
        Change("INSERT OR REPLACE INTO assistants (name, body) VALUES ($name, $body)", cancellationToken, ("$name", assistant.Name), ("$body", JsonSerializer.Serialize(assistant, PlannerJson.Context.Assistant)));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Assistant>> ListAssistantsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Assistant>>(Read("SELECT body FROM assistants ORDER BY name", row => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Assistant)!, cancellationToken));

    public Task<bool> RemoveAssistantAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Change("DELETE FROM assistants WHERE name = $name", cancellationToken, ("$name", name)) > 0);

    private static Conversation ToConversation(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Conversation)! with
    {
        Revision = row.GetInt64(1),
        UpdatedAt = UnixMicroseconds.ToTime(row.GetInt64(2)),
    };

    private int Change(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters) => Do(connection =>
    {
        WriteLock.Begin(connection, database.Patience);
        try
        {
            var changed = Command(connection, sql, parameters).ExecuteNonQuery();
            connection.Execute("COMMIT");
            return changed;
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }, cancellationToken);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters) => Do(connection =>
    {
        var rows = new List<T>();
        using var reader = Command(connection, sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }, cancellationToken);

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.Prepared(sql, [.. parameters.Select(parameter => parameter.Name)]);
        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value;
        }

        return command;
    }

    private T Do<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var connection = database.Open();
            return work(connection);
        }
        catch (Exception exception) when (StorageErrors.IsStorageFailure(exception))
        {
            throw StorageErrors.Translate(exception, database.Path);
        }
    }
}
