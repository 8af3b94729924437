using System.Diagnostics;
using Planner.Runs;
using Planner.Storage.Runs;
using Planner.Values;

namespace Planner.Tests.Storage;

/// <summary>
/// Figures, not checks. Run them alone, on a Release build:
/// <c>tests/Planner.Tests/bin/Release/net10.0/Planner.Tests -explicit only -method "*.JournalMeasurements.*" -showLiveOutput</c>.
/// </summary>
public sealed class JournalMeasurements(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromHours(1);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RunAccepted Accepted => new() { Request = new Request { Text = "x" } };

    private static StepDelta Delta => new() { StepId = "s1", Text = new string('x', 100) };

    private static StepSucceeded Success => new() { StepId = "s1", Value = new TextValue(new string('x', 200)), Model = "m", Instance = "i", Seconds = 0.5 };

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        await MeasureOpenAsync("first open, new file, cold code");
        await MeasureOpenAsync("first open, current schema, warm code");

        await using var journal = SqliteJournals.Open(_folder.File());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await MeasureAppendsAsync(journal, "durable, one at a time", runs: 1, appends: 3000, Success);
            await MeasureAppendsAsync(journal, "not durable, one at a time", runs: 1, appends: 5000, Delta);
            await MeasureAppendsAsync(journal, "durable, 20 per append", runs: 1, appends: 500, [.. Enumerable.Repeat((RunEvent)Delta, 19), Success]);
            await MeasureAppendsAsync(journal, "durable, 100 runs at once", runs: 100, appends: 200, Success);
            await MeasureAppendsAsync(journal, "4 deltas to 1 success, 100 runs at once", runs: 100, appends: 50, [Delta], [Delta], [Delta], [Delta], [Success]);
            await MeasureHopsAsync(journal, journal, "from append to follower and back, same journal");
            await using var other = SqliteJournals.Open(_folder.File());
            await MeasureHopsAsync(journal, other, "from append to follower and back, two journals");
            await MeasureReadAsync(journal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task MeasureOpenAsync(string what)
    {
        var started = Stopwatch.GetTimestamp();
        await using var journal = SqliteJournals.Open(_folder.File());
        await journal.ListAsync(1, null, Cancel);
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms");
    }

    private Task MeasureAppendsAsync(SqliteRunJournal journal, string what, int runs, int appends, RunEvent happened) =>
        MeasureAppendsAsync(journal, what, runs, appends, [[happened]]);

    private async Task MeasureAppendsAsync(SqliteRunJournal journal, string what, int runs, int appends, params IReadOnlyList<RunEvent>[] rounds)
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => journal.CreateAsync(Accepted, "a", LeaseTime, Cancel)));
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(leases.Select(lease => Task.Run(async () =>
        {
            for (var i = 0; i < appends; i++)
            {
                foreach (var events in rounds)
                {
                    await journal.AppendAsync(lease, events, Cancel);
                }
            }
        })));
        var count = runs * appends * rounds.Sum(events => events.Count);
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMicroseconds / count:F1} µs per event , {(Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count:F1} µs of processor ({count} events)");
    }

    private async Task MeasureHopsAsync(SqliteRunJournal one, SqliteRunJournal two, string what)
    {
        const int rounds = 1000;
        var ping = await one.CreateAsync(Accepted, "a", LeaseTime, Cancel);
        var pong = await two.CreateAsync(Accepted, "b", LeaseTime, Cancel);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Task.Run(() => AnswerAsync(two, ping.RunId, 0, pong)), Task.Run(() => AnswerAsync(one, pong.RunId, 1, ping)));
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMicroseconds / rounds:F1} µs");

        static async Task AnswerAsync(SqliteRunJournal journal, string heard, long after, RunLease mine)
        {
            await foreach (var happened in journal.ReadAsync(heard, after, follow: true, Cancel))
            {
                await journal.AppendAsync(mine, [Delta], Cancel);
                if (happened.Sequence >= rounds)
                {
                    return;
                }
            }
        }
    }

    private async Task MeasureReadAsync(SqliteRunJournal journal)
    {
        var lease = await journal.CreateAsync(Accepted, "a", LeaseTime, Cancel);
        await journal.AppendAsync(lease, [.. Enumerable.Repeat(Delta, 10_000)], Cancel);
        var started = Stopwatch.GetTimestamp();
        var count = await journal.ReadAsync(lease.RunId, cancellationToken: Cancel).CountAsync(Cancel);
        output.WriteLine($"read: {Stopwatch.GetElapsedTime(started).TotalMicroseconds / count:F1} µs per event");
    }
}
