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
    public async Task<Conversation> SaveAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var saved = conversation with { Revision = conversation.Revision + 1, UpdatedAt = UnixMicroseconds.ToTime(UnixMicroseconds.From(clock.GetUtcNow())) };
        var changed = await ChangeAsync(
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
        return changed == 1 ? saved : throw new ConversationChangedException(conversation.Id);
    }

    public async Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync("SELECT body, revision, updated_at FROM conversations WHERE id = $id", ToConversation, cancellationToken, ("$id", id)) is [var found] ? found : null;

    public async Task<IReadOnlyList<Conversation>> ListAsync(int limit, string? owner, CancellationToken cancellationToken) => await ReadAsync(
        $"SELECT body, revision, updated_at FROM conversations {(owner is null ? "" : "WHERE json_extract(body, '$.owner') = $owner ")}ORDER BY updated_at DESC LIMIT $limit",
        ToConversation,
        cancellationToken,
        [("$limit", limit), .. owner is null ? Array.Empty<(string, object?)>() : [("$owner", owner)]]);

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await ChangeAsync("DELETE FROM conversations WHERE id = $id", cancellationToken, ("$id", id)) > 0;

    public Task SaveAsync(Assistant assistant, CancellationToken cancellationToken) =>
        ChangeAsync("INSERT OR REPLACE INTO assistants (name, body) VALUES ($name, $body)", cancellationToken, ("$name", assistant.Name), ("$body", JsonSerializer.Serialize(assistant, PlannerJson.Context.Assistant)));

    public async Task<IReadOnlyList<Assistant>> ListAssistantsAsync(CancellationToken cancellationToken) =>
        await ReadAsync("SELECT body FROM assistants ORDER BY name", row => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Assistant)!, cancellationToken);

    public async Task<bool> RemoveAssistantAsync(string name, CancellationToken cancellationToken) =>
        await ChangeAsync("DELETE FROM assistants WHERE name = $name", cancellationToken, ("$name", name)) > 0;

    private static Conversation ToConversation(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Conversation)! with
    {
        Revision = row.GetInt64(1),
        UpdatedAt = UnixMicroseconds.ToTime(row.GetInt64(2)),
    };

    private Task<int> ChangeAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        database.WriteAsync(connection => connection.Command(sql, parameters).ExecuteNonQuery(), cancellationToken);

    private Task<List<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        database.ReadAsync(connection => connection.Command(sql, parameters).Rows(read), cancellationToken);
}
