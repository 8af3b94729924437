using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Serialization;
using Planner.Storage.Database;

namespace Planner.Storage.Models;

/// <summary>The user's own catalog in an SQLite file. Without the file nothing is opened and nothing made until something is written.</summary>
internal sealed class SqliteModelStore(IOptions<StorageOptions> options, TimeProvider clock) : IModelStore, IDisposable
{
    private const string Columns = "origin, modified, card";
    private const int PieceSize = 10_000;
    private readonly Lock _lock = new();
    private readonly List<CatalogProblem> _problems = [];
    private SqliteConnection? _connection;

    /// <inheritdoc/>
    public string Path => field ??= System.IO.Path.GetFullPath(options.Value.ModelsPath);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ModelCard> CardsOf(IReadOnlyCollection<string> ids) =>
        Usable(() => FindAll(ids))?.ToDictionary(pair => pair.Key, pair => pair.Value.Card, StringComparer.OrdinalIgnoreCase) ?? [];

    /// <inheritdoc/>
    public StoreStamp? Stamp => Usable(() => Use(make: false, connection =>
    {
        using var command = connection.Prepared("SELECT id, change FROM store");
        using var rows = command.ExecuteReader();
        return rows.Read() ? new StoreStamp(rows.GetString(0), rows.GetInt64(1)) : null;
    }));

    /// <inheritdoc/>
    public IReadOnlyList<CatalogProblem> Problems => _problems;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<StoredModel> models, SyncState? state = null) => Use(make: true, connection =>
    {
        WriteLock.Begin(connection, TimeSpan.FromSeconds(options.Value.BusySeconds));
        try
        {
            using var write = connection.Prepared(
                """
                INSERT INTO model (id, origin, task, downloads, modified, seen, card, change) VALUES ($id, $origin, $task, $downloads, $modified, $seen, $card, $change)
                ON CONFLICT (id) DO UPDATE SET
                    origin = excluded.origin, task = excluded.task, downloads = excluded.downloads, modified = excluded.modified, seen = excluded.seen,
                    change = CASE WHEN card = excluded.card THEN change ELSE excluded.change END, card = excluded.card
                """,
                "$id", "$origin", "$task", "$downloads", "$modified", "$seen", "$card", "$change");
            write.Parameters["$change"].Value = NextChange(connection);
            var seen = clock.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var model in models)
            {
                write.Parameters["$id"].Value = model.Card.Id;
                write.Parameters["$origin"].Value = (int)model.Origin;
                write.Parameters["$task"].Value = model.Card.Tasks[0];
                write.Parameters["$downloads"].Value = model.Card.Downloads ?? 0;
                write.Parameters["$modified"].Value = (object?)model.Modified?.ToUnixTimeMilliseconds() ?? DBNull.Value;
                write.Parameters["$seen"].Value = seen;
                write.Parameters["$card"].Value = JsonSerializer.Serialize(model.Card, PlannerJson.Context.ModelCard);
                write.ExecuteNonQuery();
            }

            if (models.Count > 0)
            {
                connection.Execute("DELETE FROM removed WHERE id IN (SELECT id FROM model)");
            }

            if (state is not null)
            {
                using var note = connection.Prepared("INSERT OR REPLACE INTO sync (scope, state) VALUES ($scope, $state)", "$scope", "$state");
                note.Parameters["$scope"].Value = state.Scope;
                note.Parameters["$state"].Value = JsonSerializer.Serialize(state, PlannerJson.Context.SyncState);
                note.ExecuteNonQuery();
            }

            connection.Execute("COMMIT");
            return true;
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    });

    /// <inheritdoc/>
    public StoredModel? Find(string id) => FindAll([id]).Values.FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, StoredModel> FindAll(IReadOnlyCollection<string> ids)
    {
        var found = new Dictionary<string, StoredModel>(StringComparer.OrdinalIgnoreCase);
        Use(make: false, connection =>
        {
            using var command = connection.Prepared($"SELECT {Columns} FROM model WHERE id = $id", "$id");
            foreach (var id in ids)
            {
                command.Parameters["$id"].Value = id;
                foreach (var model in Read(command))
                {
                    found[model.Card.Id] = model;
                }
            }

            return true;
        });
        return found;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredModel> List(CardOrigin? origin, string? task, int limit) => Use(make: false, connection =>
    {
        using var command = connection.Prepared(
            $"""
            SELECT {Columns} FROM model
            WHERE (origin = $origin OR ($origin IS NULL AND origin <> {(int)CardOrigin.Shipped})) AND ($task IS NULL OR task = $task)
            ORDER BY downloads DESC, id LIMIT $limit
            """,
            "$origin", "$task", "$limit");
        command.Parameters["$origin"].Value = origin is { } one ? (int)one : DBNull.Value;
        command.Parameters["$task"].Value = (object?)task ?? DBNull.Value;
        command.Parameters["$limit"].Value = limit;
        return Read(command).ToList();
    }) ?? [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<CardOrigin, long> Count() => Use(make: false, connection =>
    {
        using var command = connection.Prepared("SELECT origin, count(*) FROM model GROUP BY origin");
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<CardOrigin, long>();
        while (rows.Read())
        {
            counts[(CardOrigin)rows.GetInt32(0)] = rows.GetInt64(1);
        }

        return counts;
    }) ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<StoredModel> NotSeenSince(DateTimeOffset since, string? task) => Use(make: false, connection =>
    {
        using var command = connection.Prepared(
            $"SELECT {Columns} FROM model WHERE origin = {(int)CardOrigin.Hub} AND seen < $since AND ($task IS NULL OR task = $task)", "$since", "$task");
        command.Parameters["$since"].Value = since.ToUnixTimeMilliseconds();
        command.Parameters["$task"].Value = (object?)task ?? DBNull.Value;
        return Read(command).ToList();
    }) ?? [];

    /// <inheritdoc/>
    public bool Remove(string id) => Use(make: false, connection =>
    {
        WriteLock.Begin(connection, TimeSpan.FromSeconds(options.Value.BusySeconds));
        try
        {
            using var command = connection.Prepared("DELETE FROM model WHERE id = $id", "$id");
            command.Parameters["$id"].Value = id;
            var found = command.ExecuteNonQuery() > 0;
            if (found)
            {
                using var note = connection.Prepared("INSERT OR REPLACE INTO removed (id, change) VALUES ($id, $change)", "$id", "$change");
                note.Parameters["$id"].Value = id;
                note.Parameters["$change"].Value = NextChange(connection);
                note.ExecuteNonQuery();
            }

            connection.Execute("COMMIT");
            return found;
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    });

    /// <inheritdoc/>
    public IEnumerable<StoreChange> ChangesAfter(long change)
    {
        // In the order of changes, and within one by id, each piece going on where the last ended: nothing is held open between them.
        var (after, id) = (change + 1, "");
        while (true)
        {
            var piece = Use(make: false, connection => ReadChanges(connection, after, id)) ?? [];
            foreach (var changed in piece)
            {
                yield return changed;
            }

            if (piece.Count < PieceSize)
            {
                break;
            }

            (after, id) = (piece[^1].Change, piece[^1].Id);
        }
    }

    /// <inheritdoc/>
    public SyncState? State(string scope) => Use(make: false, connection =>
    {
        using var command = connection.Prepared("SELECT state FROM sync WHERE scope = $scope", "$scope");
        command.Parameters["$scope"].Value = scope;
        return command.ExecuteScalar() is string json ? JsonSerializer.Deserialize(json, PlannerJson.Context.SyncState) : null;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private T? Usable<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (StorageException exception)
        {
            _problems.Add(new CatalogProblem(Path, 0, exception.Message));
            return null;
        }
    }

    private List<StoreChange> ReadChanges(SqliteConnection connection, long after, string id)
    {
        using var command = connection.Prepared(
            $"""
            SELECT change, id, card FROM (
                SELECT change, id, card FROM model WHERE (change, id) > ($after, $id) AND origin <> {(int)CardOrigin.Shipped}
                UNION ALL
                SELECT change, id, NULL FROM removed WHERE (change, id) > ($after, $id))
            ORDER BY change, id LIMIT {PieceSize}
            """,
            "$after", "$id");
        command.Parameters["$after"].Value = after;
        command.Parameters["$id"].Value = id;
        using var rows = command.ExecuteReader();
        var changes = new List<StoreChange>();
        while (rows.Read())
        {
            changes.Add(new StoreChange(rows.GetInt64(0), rows.GetString(1), rows.IsDBNull(2) ? null : Card(rows.GetString(2))));
        }

        return changes;
    }

    private static long NextChange(SqliteConnection connection)
    {
        connection.Execute("UPDATE store SET change = change + 1");
        using var command = connection.Prepared("SELECT change FROM store");
        return (long)command.ExecuteScalar()!;
    }

    private IEnumerable<StoredModel> Read(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Card(rows.GetString(2)) is { } card)
            {
                DateTimeOffset? modified = rows.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1));
                yield return new StoredModel(card, (CardOrigin)rows.GetInt32(0), modified);
            }
        }
    }

    private ModelCard? Card(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PlannerJson.Context.ModelCard);
        }
        catch (JsonException exception)
        {
            var start = json[..Math.Min(json.Length, 80)];
            _problems.Add(new CatalogProblem(Path, 0, $"'{Path}' holds a card that can't be read ({exception.Message}): {start}. Sync or import it again."));
            return null;
        }
    }

    // One connection for all, used by one at a time.
    private T? Use<T>(bool make, Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            if (!make && _connection is null && !File.Exists(Path))
            {
                return default;
            }

            try
            {
                return work(_connection ??= Open());
            }
            catch (Exception exception) when (StorageErrors.IsStorageFailure(exception))
            {
                throw StorageErrors.Translate(exception, Path);
            }
        }
    }

    private SqliteConnection Open()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = options.Value.BusySeconds }.ToString());
        try
        {
            connection.Open();
            new Migrator(Migration.Models).Apply(connection, Path, TimeSpan.FromSeconds(options.Value.BusySeconds));

            // What a kill loses is the page in work; a power cut may cost the last pages, which are read again.
            connection.Execute("PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
