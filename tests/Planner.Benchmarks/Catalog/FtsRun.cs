using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Planner.Evaluation;
using Planner.Text;

namespace Planner.Benchmarks.Catalog;

/// <summary>
/// The same with SQLite's FTS5: its own stemmer and BM25 with the same weights of fields, stop words left out of queries, the card in the
/// same database. The task is a word of the full-text index, which is its fastest way to filter.
/// </summary>
internal static class FtsRun
{
    public static int Build(int size, string folder)
    {
        Directory.CreateDirectory(folder);
        var cards = new SyntheticCards();
        var clock = Stopwatch.StartNew();
        foreach (var _ in cards.Take(size))
        {
        }

        // Making the cards takes as long again within the build and is taken off.
        var making = clock.Elapsed.TotalSeconds;
        var makingCpu = 2 * Environment.CpuUsage.TotalTime.TotalSeconds;
        clock.Restart();
        using var connection = Open(folder);
        Execute(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE VIRTUAL TABLE cards USING fts5(description, id, tags, task, tokenize='porter unicode61');");
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO cards(description, id, tags, task) VALUES ($d, $i, $t, $k)";
            SqliteParameter[] values = [.. new[] { "$d", "$i", "$t", "$k" }.Select(name => insert.Parameters.Add(name, SqliteType.Text))];
            foreach (var card in new SyntheticCards().Take(size))
            {
                (values[0].Value, values[1].Value) = (card.Description, card.Id);
                (values[2].Value, values[3].Value) = (string.Join(' ', [.. card.Tasks, .. card.Languages, card.License, card.Library]), string.Join(' ', card.Tasks.Select(Key)));
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Execute(connection, "INSERT INTO cards(cards) VALUES ('optimize')");
        Measured.Print("build_s", clock.Elapsed.TotalSeconds - making);
        Measured.Print("build_cpu_s", Environment.CpuUsage.TotalTime.TotalSeconds - makingCpu);
        Measured.Print("build_memory_mib", Measured.Memory("VmHWM"));
        Measured.Print("disk_mib", Measured.Disk(folder));
        return 0;
    }

    public static int Search(string folder)
    {
        var clock = Stopwatch.StartNew();
        using var connection = Open(folder);
        Execute(connection, "PRAGMA mmap_size=4000000000; PRAGMA cache_size=-262144;");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM cards WHERE cards MATCH $q ORDER BY bm25(cards, 1.0, 1.0, 0.5, 0.0) LIMIT 10";
        var query = command.Parameters.Add("$q", SqliteType.Text);
        Measured.Print("open_ms", clock.Elapsed.TotalMilliseconds);
        var requests = Material.Requests;
        Run(command, query, requests, "task", request => $"task:{Key(request.Domain)} AND {{description id tags}}:({Words(request.Query)})");
        Run(command, query, requests, "open", request => $"{{description id tags}}:({Words(request.Query)})");
        Measured.Print("memory_mib", Measured.Memory("VmRSS"));
        return 0;
    }

    private static void Run(SqliteCommand command, SqliteParameter query, IReadOnlyList<MatchingSample> requests, string kind, Func<MatchingSample, string> match)
    {
        var (times, found) = (new Searches(), 0);
        requests.Take(10).ToList().ForEach(request => Find(command, query, match(request), ""));
        foreach (var request in requests)
        {
            found += times.Time(() => Find(command, query, match(request), request.Model)) ? 1 : 0;
        }

        times.Print(kind, found);
    }

    private static bool Find(SqliteCommand command, SqliteParameter query, string match, string wanted)
    {
        query.Value = match;
        using var reader = command.ExecuteReader();
        var found = false;
        while (reader.Read())
        {
            found |= reader.GetString(0) == wanted;
        }

        return found;
    }

    private static string Words(string text) => string.Join(" OR ", Tokenizer.Words(text)
        .Select(token => token.In(text).ToString()).Where(word => !StopWords.Contains(word)).Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(word => $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\""));

    private static string Key(string task) => "t" + string.Concat(task.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static SqliteConnection Open(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "cards.db")}");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
