using System.Text.Json;
using Microsoft.Data.Sqlite;
using Planner.Routing;
using Planner.Serialization;
using Planner.Statistics;
using Planner.Storage.Database;

namespace Planner.Storage.Statistics;

/// <summary>Statistics in the SQLite file. They are written in batches and read at a person's pace: each call opens the database for itself.</summary>
internal sealed class SqliteStatisticsStore(SqliteDatabase database, TimeProvider clock) : IStatisticsStore
{
    private const string Columns = "model, task, instance, start, seconds, calls, checked, available, tokens, cost_nano, sketch";
    private Stretch _newest;

    public Task AddAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken)
    {
        var tallies = new Dictionary<(StatisticsKey, Stretch), CallTally>();
        foreach (var call in calls)
        {
            var key = (new StatisticsKey(call.Model, call.Instance, call.Task), Stretch.Of(call.Time));
            if (!tallies.TryGetValue(key, out var tally))
            {
                tallies[key] = tally = new CallTally();
            }

            tally.Add(call);
        }

        return database.WriteAsync(connection =>
        {
            foreach (var ((key, stretch), tally) in tallies)
            {
                Merge(connection, key, stretch, tally);
            }

            var now = clock.GetUtcNow();
            if (Stretch.Of(now) is var newest && newest != _newest)
            {
                _newest = newest;
                Fold(connection, now);
            }

            return tallies.Count;
        }, cancellationToken);
    }

    public Task RateAsync(IReadOnlyList<Rating> ratings, CancellationToken cancellationToken) => database.WriteAsync(connection =>
        ratings.Sum(rating => connection.Command(
            "INSERT OR REPLACE INTO ratings (run, step, user, model, task, body) VALUES ($run, $step, $user, $model, $task, $body)",
            ("$run", rating.RunId), ("$step", rating.StepId), ("$user", rating.User), ("$model", rating.Model), ("$task", rating.Task),
            ("$body", JsonSerializer.Serialize(rating, PlannerJson.Context.Rating))).ExecuteNonQuery()), cancellationToken);

    public Task MeasureAsync(Measurement measurement, CancellationToken cancellationToken) => database.WriteAsync(connection => connection.Command(
        "INSERT OR REPLACE INTO measurements (model, task, data, body) VALUES ($model, $task, $data, $body)",
        ("$model", measurement.Model), ("$task", measurement.Task), ("$data", measurement.Data),
        ("$body", JsonSerializer.Serialize(measurement, PlannerJson.Context.Measurement))).ExecuteNonQuery(), cancellationToken);

    public Task<IReadOnlyList<ModelStatistics>> ReadAsync(string? model, string? task, CancellationToken cancellationToken) => database.ReadAsync(connection =>
    {
        var table = new StatisticsTable();
        const string Wanted = "WHERE ($model IS NULL OR model = $model) AND ($task IS NULL OR task = $task)";
        (string, object?)[] wanted = [("$model", model), ("$task", task)];
        foreach (var (key, stretch, tally) in connection.Command($"SELECT {Columns} FROM call_statistics {Wanted}", wanted).Rows(ReadTally))
        {
            table.TallyOf(key, stretch).Add(tally);
        }

        connection.Command($"SELECT body FROM ratings {Wanted}", wanted).Rows(ReadRating).ForEach(table.Add);
        connection.Command($"SELECT body FROM measurements {Wanted}", wanted).Rows(ReadMeasurement).ForEach(table.Add);
        return table.Read(clock.GetUtcNow());
    }, cancellationToken);

    public Task<IReadOnlyList<Rating>> RatingsAsync(string runId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Rating>>(connection =>
        connection.Command("SELECT body FROM ratings WHERE run = $run ORDER BY step, user", ("$run", runId)).Rows(ReadRating), cancellationToken);

    public Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Measurement>>(connection =>
        [.. connection.Command("SELECT body FROM measurements WHERE task = $task", ("$task", task)).Rows(ReadMeasurement).OrderByDescending(measurement => measurement.Time)], cancellationToken);

    /// <summary>Adds a tally to what its stretch has. A sketch can't be added to in SQL, so that the row is read and written.</summary>
    private static void Merge(SqliteConnection connection, StatisticsKey key, Stretch stretch, CallTally tally)
    {
        (string, object?)[] place = [("$model", key.Model), ("$task", key.Task), ("$instance", key.Instance), ("$start", stretch.Start), ("$seconds", stretch.Seconds)];
        var before = connection.Command(
            $"SELECT {Columns} FROM call_statistics WHERE model = $model AND task = $task AND instance = $instance AND seconds = $seconds AND start = $start", place).Rows(ReadTally);
        before.ForEach(row => tally.Add(row.Tally));
        connection.Command(
            $"INSERT OR REPLACE INTO call_statistics ({Columns}) VALUES ($model, $task, $instance, $start, $seconds, $calls, $checked, $available, $tokens, $cost, $sketch)",
            [
                .. place, ("$calls", tally.Calls), ("$checked", tally.Checked), ("$available", tally.Available), ("$tokens", tally.Tokens),
                ("$cost", NanoUsd.From(tally.CostUsd)), ("$sketch", tally.Seconds.ToBytes()),
            ]).ExecuteNonQuery();
    }

    private static void Fold(SqliteConnection connection, DateTimeOffset now)
    {
        // Old enough to be looked at: the index makes this a look at what is due, not at everything.
        var old = connection.Command(
            $"SELECT {Columns} FROM call_statistics WHERE (seconds = 300 AND start < $day) OR (seconds = 3600 AND start < $month)",
            ("$day", now.AddDays(-1).ToUnixTimeSeconds()), ("$month", now.AddDays(-30).ToUnixTimeSeconds())).Rows(ReadTally);
        foreach (var (key, stretch, tally) in old.Where(row => row.Stretch.At(now) != row.Stretch))
        {
            connection.Command(
                "DELETE FROM call_statistics WHERE model = $model AND task = $task AND instance = $instance AND seconds = $seconds AND start = $start",
                ("$model", key.Model), ("$task", key.Task), ("$instance", key.Instance), ("$start", stretch.Start), ("$seconds", stretch.Seconds)).ExecuteNonQuery();
            Merge(connection, key, stretch.At(now), tally);
        }
    }

    private static (StatisticsKey Key, Stretch Stretch, CallTally Tally) ReadTally(SqliteDataReader row) => (
        new StatisticsKey(row.GetString(0), row.GetString(2), row.GetString(1)),
        new Stretch(row.GetInt64(3), row.GetInt32(4)),
        new CallTally
        {
            Calls = row.GetInt64(5),
            Checked = row.GetInt64(6),
            Available = row.GetInt64(7),
            Tokens = row.GetInt64(8),
            CostUsd = NanoUsd.ToUsd(row.GetInt64(9)),
            Seconds = DurationSketch.FromBytes((byte[])row[10]),
        });

    private static Rating ReadRating(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Rating)!;

    private static Measurement ReadMeasurement(SqliteDataReader row) => JsonSerializer.Deserialize(row.GetString(0), PlannerJson.Context.Measurement)!;
}
