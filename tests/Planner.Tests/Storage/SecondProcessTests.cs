using System.Globalization;
using Planner.Runs;
using Planner.Storage.Database;
using Planner.Values;

namespace Planner.Tests.Storage;

/// <summary>Real second processes on one file. The explicit tests are what the second process does.</summary>
public sealed class SecondProcessTests : IDisposable
{
    private const string PathVariable = "PLANNER_TEST_DATABASE";
    private const string RunVariable = "PLANNER_TEST_RUN";
    private const int Rounds = 100;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static RunAccepted Accepted => new() { Request = new Request { Text = "x" } };

    [Fact(Timeout = 120_000)]
    public async Task AppendAsync_ProcessKilledInMidWrite_KeepsAllThatWasAcknowledgedWithoutGaps()
    {
        using var child = ChildProcess.Start($"*.{nameof(Child_WritesUntilKilled)}", (PathVariable, _folder.File()));
        var acknowledged = new Dictionary<string, long>();
        var count = 0;
        await foreach (var line in child.LinesAsync())
        {
            var parts = line.Split(' ');
            acknowledged[parts[0]] = Math.Max(acknowledged.GetValueOrDefault(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture));
            if (++count == 1000)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync(Cancel);
        count.ShouldBeGreaterThanOrEqualTo(1000, "The child ended by itself.");

        await using var journal = SqliteJournals.Open(_folder.File());
        foreach (var (runId, sequence) in acknowledged)
        {
            var events = await journal.ReadAsync(runId, cancellationToken: Cancel).ToListAsync(Cancel);
            events.Select(happened => happened.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
            ((long)events.Count).ShouldBeGreaterThanOrEqualTo(sequence);
            events.Skip(1).ShouldAllBe(happened => happened is StepSucceeded || happened is StepDelta);
        }

        using var connection = SqliteJournals.Database(_folder.File()).Open();
        connection.Scalar("SELECT count(*) FROM runs WHERE last_sequence <> (SELECT max(sequence) FROM events WHERE run = number)").ShouldBe(0);
        connection.Scalar("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'").ShouldBe(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task ReadAsync_FollowedFromAnotherProcess_HearsEveryEvent()
    {
        // Each process appends only when it has heard the other, so that one lost wake-up would stop both.
        await using var journal = SqliteJournals.Open(_folder.File());
        var ping = await journal.CreateAsync(Accepted, "parent", LeaseTime, Cancel);
        using var child = ChildProcess.Start($"*.{nameof(Child_Answers)}", (PathVariable, _folder.File()), (RunVariable, ping.RunId));
        var pong = await child.LinesAsync().FirstAsync(Cancel);

        var heard = new List<long>();
        await foreach (var happened in journal.ReadAsync(pong, follow: true, cancellationToken: Cancel))
        {
            heard.Add(happened.Sequence);
            if (heard.Count > 1)
            {
                await journal.AppendAsync(ping, [happened.IsTerminal ? new RunCompleted() : new StepDelta { Text = "ping" }], Cancel);
            }
        }

        heard.ShouldBe(Enumerable.Range(1, Rounds + 1).Select(i => (long)i));
        await child.WaitForExitAsync(Cancel);
        child.ExitCode.ShouldBe(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task Open_SeveralProcessesAtOnce_MakeOneDatabase()
    {
        var children = Enumerable.Range(0, 4).Select(_ => ChildProcess.Start($"*.{nameof(Child_CreatesARun)}", (PathVariable, _folder.File()))).ToList();

        var ids = await Task.WhenAll(children.Select(child => child.LinesAsync().FirstAsync(Cancel).AsTask()));
        await Task.WhenAll(children.Select(child => child.WaitForExitAsync(Cancel)));

        children.ShouldAllBe(child => child.ExitCode == 0);
        children.ForEach(child => child.Dispose());
        await using var journal = SqliteJournals.Open(_folder.File());
        (await journal.ListAsync(10, null, Cancel)).Select(run => run.Id).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact(Explicit = true)]
    public async Task Child_WritesUntilKilled()
    {
        await using var journal = SqliteJournals.Open(Environment.GetEnvironmentVariable(PathVariable)!);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var lease = await journal.CreateAsync(Accepted, "child", LeaseTime, Cancel);
            while (true)
            {
                var recorded = await journal.AppendAsync(
                    lease,
                    [new StepDelta { Text = new string('x', 300) }, new StepSucceeded { StepId = "s1", Value = new TextValue("done") }],
                    Cancel);
                ChildProcess.Say($"{lease.RunId} {recorded[^1].Sequence}");
            }
        })));
    }

    [Fact(Explicit = true)]
    public async Task Child_Answers()
    {
        await using var journal = SqliteJournals.Open(Environment.GetEnvironmentVariable(PathVariable)!);
        var pong = await journal.CreateAsync(Accepted, "child", LeaseTime, Cancel);
        ChildProcess.Say(pong.RunId);
        var ping = Environment.GetEnvironmentVariable(RunVariable)!;
        await foreach (var happened in journal.ReadAsync(ping, follow: true, cancellationToken: Cancel))
        {
            if (happened.Sequence <= Rounds)
            {
                await journal.AppendAsync(pong, [happened.Sequence == Rounds ? new RunCompleted() : new StepDelta { Text = "pong" }], Cancel);
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Child_CreatesARun()
    {
        await using var journal = SqliteJournals.Open(Environment.GetEnvironmentVariable(PathVariable)!);
        ChildProcess.Say((await journal.CreateAsync(Accepted, "child", LeaseTime, Cancel)).RunId);
    }

    public void Dispose() => _folder.Dispose();
}
