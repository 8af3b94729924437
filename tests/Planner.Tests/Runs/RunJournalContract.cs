using System.Globalization;
using Planner.Runs;
using Planner.Values;

namespace Planner.Tests.Runs;

/// <summary>What every journal must do. A subclass gives the journal.</summary>
public abstract class RunJournalContract
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();

    protected TimeProvider Clock => _clock;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The journal under test.</summary>
    protected abstract IRunJournal Journal { get; }

    /// <summary>The same runs as another process sees them.</summary>
    protected abstract IRunJournal Other { get; }

    [Fact]
    public async Task CreateAsync_NewRun_RecordsAcceptedFirstAndGivesTheLease()
    {
        var lease = await CreateAsync("Read this");

        lease.Fence.ShouldBe(1);
        lease.Owner.ShouldBe("a");
        lease.ExpiresAt.ShouldBe(_clock.GetUtcNow() + LeaseTime);
        var accepted = (await ReadAllAsync(lease.RunId)).ShouldHaveSingleItem().ShouldBeOfType<RunAccepted>();
        accepted.ShouldSatisfyAllConditions(
            () => accepted.RunId.ShouldBe(lease.RunId),
            () => accepted.Sequence.ShouldBe(1),
            () => accepted.Time.ShouldBe(_clock.GetUtcNow()),
            () => accepted.Request.Text.ShouldBe("Read this"));
    }

    [Fact]
    public async Task AppendAsync_SeveralEvents_AreRecordedAsReturned()
    {
        var lease = await CreateAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));

        var recorded = await Journal.AppendAsync(lease, [Delta("s1", "a"), Success("s1"), new RunCompleted { Seconds = 1 }], Cancel);

        recorded.Select(happened => happened.Sequence).ShouldBe([2, 3, 4]);
        recorded.ShouldAllBe(happened => happened.RunId == lease.RunId && happened.Time == _clock.GetUtcNow());
        (await ReadAllAsync(lease.RunId, after: 1)).Select(Show).ShouldBe(recorded.Select(Show));
    }

    [Fact]
    public async Task AppendAsync_NoEvents_ChangesNothing()
    {
        var lease = await CreateAsync();

        (await Journal.AppendAsync(lease, [], Cancel)).ShouldBeEmpty();

        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task AppendAsync_FiftyWritersOverManyRuns_LeavesNoGaps()
    {
        const int writers = 50, runs = 20, perWriter = 40;
        var leases = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => Task.Run(() => CreateAsync())));

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < perWriter; i++)
            {
                var journal = (writer + i) % 3 == 0 ? Other : Journal;
                IReadOnlyList<RunEvent> events = i % 5 == 0 ? [Success("s1"), Delta("s1", "x")] : [Delta("s1", $"{writer}.{i}")];
                await journal.AppendAsync(leases[(writer + i) % runs], events, Cancel);
            }
        })));

        var total = 0;
        foreach (var lease in leases)
        {
            var events = await ReadAllAsync(lease.RunId);
            events.Select(happened => happened.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
            total += events.Count;
        }

        total.ShouldBe(runs + (writers * perWriter) + (writers * perWriter / 5));
    }

    [Fact(Timeout = 60_000)]
    public async Task ReadAsync_FollowedWhileWritten_GivesEverythingOnceInOrder()
    {
        const int count = 600;
        var lease = await CreateAsync();
        var followers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var seen = new List<long>();
            await foreach (var happened in (i % 2 == 0 ? Journal : Other).ReadAsync(lease.RunId, i, follow: true, Cancel))
            {
                seen.Add(happened.Sequence);
            }

            seen.ShouldBe(Enumerable.Range(i + 1, count + 2 - i).Select(sequence => (long)sequence));
        })).ToList();

        for (var i = 0; i < count; i++)
        {
            await Journal.AppendAsync(lease, [i % 50 == 0 ? Success("s1") : Delta("s1", i.ToString(CultureInfo.InvariantCulture))], Cancel);
        }

        await Journal.AppendAsync(lease, [new RunCompleted()], Cancel);
        await Task.WhenAll(followers);
    }

    [Fact(Timeout = 60_000)]
    public async Task ReadAsync_FollowedFromElsewhere_HearsEveryEventAtOnce()
    {
        // Each side appends only when it has heard the other: one lost wake-up and both wait for ever.
        const int rounds = 150;
        var ping = await CreateAsync();
        var pong = await Other.CreateAsync(Accepted("pong"), "b", LeaseTime, Cancel);

        await Task.WhenAll(AnswerAsync(Other, ping.RunId, 0, pong), AnswerAsync(Journal, pong.RunId, 1, ping));

        (await ReadAllAsync(ping.RunId)).Count.ShouldBe(rounds);

        async Task AnswerAsync(IRunJournal journal, string heard, long after, RunLease mine)
        {
            var isDone = false;
            await foreach (var happened in journal.ReadAsync(heard, after, follow: true, Cancel))
            {
                if (isDone)
                {
                    break;
                }

                isDone = happened.IsTerminal || happened.Sequence >= rounds;
                await journal.AppendAsync(mine, [isDone ? new RunCompleted() : Delta("s1", "x")], Cancel);
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task ReadAsync_FollowedRunIsTakenOverElsewhere_GoesOn()
    {
        var lease = await CreateAsync();
        await using var followed = Journal.ReadAsync(lease.RunId, 1, follow: true, Cancel).GetAsyncEnumerator(Cancel);
        var next = followed.MoveNextAsync().AsTask();
        _clock.Advance(LeaseTime);

        var taken = (await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull();

        (await next).ShouldBeTrue();
        followed.Current.ShouldBeOfType<RunResumed>().Owner.ShouldBe("b");
        next = followed.MoveNextAsync().AsTask();
        await Other.AppendAsync(taken, [new RunCancelled()], Cancel);
        (await next).ShouldBeTrue();
        (await followed.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task ReadAsync_FollowedRunHasEnded_Ends()
    {
        var lease = await CreateAsync();
        await Journal.AppendAsync(lease, [new RunFailed { Kind = RunFailureKind.Steps, Message = "No." }], Cancel);

        (await ReadAllAsync(lease.RunId, follow: true)).Count.ShouldBe(2);
        (await ReadAllAsync(lease.RunId, after: 2, follow: true)).ShouldBeEmpty();
        (await ReadAllAsync(lease.RunId, after: 99, follow: true)).ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_NoSuchRun_GivesNothing(bool follow) => (await ReadAllAsync("r_none", follow: follow)).ShouldBeEmpty();

    [Fact(Timeout = 60_000)]
    public async Task ReadAsync_FollowerGoesAway_Cancels()
    {
        var lease = await CreateAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var followed = Journal.ReadAsync(lease.RunId, 1, follow: true, leaving.Token).GetAsyncEnumerator(Cancel);
        var next = followed.MoveNextAsync().AsTask();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next);
        await Journal.AppendAsync(lease, [new RunCompleted()], Cancel);
    }

    [Fact(Timeout = 60_000)]
    public async Task AppendAsync_OldFence_FailsAloneWhileOthersGoOn()
    {
        var lost = await CreateAsync();
        var held = await CreateAsync();
        _clock.Advance(LeaseTime);
        var taken = (await Other.TryTakeOverAsync(lost.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull();

        var appends = Enumerable.Range(0, 60).Select(i => Journal.AppendAsync(i % 2 == 0 ? held : lost, [Delta("s1", "x")], Cancel)).ToList();

        for (var i = 0; i < appends.Count; i++)
        {
            if (i % 2 == 0)
            {
                await appends[i];
            }
            else
            {
                (await Should.ThrowAsync<LeaseLostException>(appends[i])).Message.ShouldContain(lost.RunId);
            }
        }

        (await ReadAllAsync(held.RunId)).Count.ShouldBe(31);
        (await ReadAllAsync(lost.RunId)).Count.ShouldBe(2);
        (await Other.AppendAsync(taken, [Delta("s1", "x")], Cancel)).Single().Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task AppendAsync_NoSuchRun_ThrowsLeaseLost() =>
        await Should.ThrowAsync<LeaseLostException>(() => Journal.AppendAsync(new RunLease("r_none", "a", 1, default), [Delta("s1", "x")], Cancel));

    [Fact]
    public async Task AppendAsync_AfterTheEnd_IsRefusedWhole()
    {
        var lease = await CreateAsync();

        await Should.ThrowAsync<RunEndedException>(() => Journal.AppendAsync(lease, [new RunCompleted(), Delta("s1", "x")], Cancel));
        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(1);
        await Journal.AppendAsync(lease, [new RunCompleted()], Cancel);
        await Should.ThrowAsync<RunEndedException>(() => Journal.AppendAsync(lease, [new RunCancelled()], Cancel));

        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task AppendAsync_CancelledBefore_RecordsNothing()
    {
        var lease = await CreateAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Journal.AppendAsync(lease, [Delta("s1", "x")], new CancellationToken(true)));

        (await Journal.AppendAsync(lease, [Delta("s1", "y")], Cancel)).Single().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task TryTakeOverAsync_HeldEndedOrMissing_GivesNull()
    {
        var held = await CreateAsync();
        var ended = await CreateAsync();
        await Journal.AppendAsync(ended, [new RunCompleted()], Cancel);

        (await Journal.TryTakeOverAsync(held.RunId, "b", LeaseTime, Cancel)).ShouldBeNull();
        _clock.Advance(LeaseTime - TimeSpan.FromMilliseconds(1));
        (await Journal.TryTakeOverAsync(held.RunId, "b", LeaseTime, Cancel)).ShouldBeNull();
        _clock.Advance(LeaseTime);
        (await Journal.TryTakeOverAsync(ended.RunId, "b", LeaseTime, Cancel)).ShouldBeNull();
        (await Journal.TryTakeOverAsync("r_none", "b", LeaseTime, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task TryTakeOverAsync_Expired_GivesTheNextFenceAndRecordsIt()
    {
        var lease = await CreateAsync();
        await Journal.AppendAsync(lease, [new PlanStarted { Planner = "p" }], Cancel);
        _clock.Advance(LeaseTime);

        var taken = (await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull();

        taken.ShouldBe(new RunLease(lease.RunId, "b", 2, _clock.GetUtcNow() + LeaseTime));
        var resumed = (await ReadAllAsync(lease.RunId))[^1].ShouldBeOfType<RunResumed>();
        (resumed.Sequence, resumed.Owner, resumed.Fence).ShouldBe((3, "b", 2));
    }

    [Fact(Timeout = 60_000)]
    public async Task TryTakeOverAsync_ManyAtOnce_OneWins()
    {
        var lease = await CreateAsync();
        _clock.Advance(LeaseTime);

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Journal : Other).TryTakeOverAsync(lease.RunId, $"o{i}", LeaseTime, Cancel))));

        taken.Count(won => won is not null).ShouldBe(1);
        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task RenewAsync_Held_MovesTheExpiry()
    {
        var lease = await CreateAsync();
        _clock.Advance(LeaseTime / 2);

        var renewed = await Journal.RenewAsync(lease, LeaseTime, Cancel);

        renewed.ShouldBe(lease with { ExpiresAt = _clock.GetUtcNow() + LeaseTime });
        _clock.Advance(LeaseTime * 0.75);
        (await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldBeNull();
        _clock.Advance(LeaseTime * 0.25);
        (await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task RenewAsync_TakenOver_ThrowsLeaseLost()
    {
        var lease = await CreateAsync();
        _clock.Advance(LeaseTime);
        await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel);

        await Should.ThrowAsync<LeaseLostException>(() => Journal.RenewAsync(lease, LeaseTime, Cancel));
    }

    [Fact]
    public async Task ReleaseAsync_Held_LetsOthersTakeOverAtOnce()
    {
        var lease = await CreateAsync();

        await Journal.ReleaseAsync(lease, Cancel);

        (await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull().Fence.ShouldBe(2);
    }

    [Fact]
    public async Task ReleaseAsync_TakenOver_LeavesTheNewOwnerAlone()
    {
        var lease = await CreateAsync();
        _clock.Advance(LeaseTime);
        await Other.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel);

        await Journal.ReleaseAsync(lease, Cancel);

        (await Journal.TryTakeOverAsync(lease.RunId, "c", LeaseTime, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task ListAsync_PagedByRunId_GivesNewestFirst()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await CreateAsync($"run {i}")).RunId);
        }

        var first = await Journal.ListAsync(2, null, Cancel);
        var second = await Other.ListAsync(2, first[^1].Id, Cancel);
        var third = await Other.ListAsync(2, second[^1].Id, Cancel);

        first.Concat(second).Concat(third).Select(run => run.Id).ShouldBe(ids);
        first[0].Text.ShouldBe("run 4");
        (await Journal.ListAsync(2, "r_none", Cancel)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Journal.ListAsync(0, null, Cancel));
    }

    [Fact]
    public async Task ListAsync_OfOneUser_GivesTheirRunsOnly()
    {
        var ids = new List<string>();
        foreach (var user in new[] { "ann", null, "bob", "ann" })
        {
            ids.Add((await Journal.CreateAsync(new RunAccepted { Request = new Request { Text = "x", User = user } }, "a", TimeSpan.FromSeconds(10), Cancel)).RunId);
        }

        var anns = await Other.ListAsync(10, null, "ann", Cancel);

        anns.Select(run => run.Id).ShouldBe([ids[3], ids[0]]);
        anns.ShouldAllBe(run => run.User == "ann");
        (await Other.ListAsync(10, ids[3], "ann", Cancel)).ShouldHaveSingleItem().Id.ShouldBe(ids[0]);
        (await Other.ListAsync(10, null, Cancel)).Select(run => run.User).ShouldBe(["ann", "bob", null, "ann"]);
    }

    [Fact]
    public async Task ListAsync_RunMovesOn_ShowsStatusTimesAndWhetherItIsInterrupted()
    {
        var accepted = _clock.GetUtcNow();
        var lease = await CreateAsync("x");
        await ShouldBeListedAsync(RunStatus.Accepted, updated: accepted, interrupted: false);

        _clock.Advance(LeaseTime);
        await ShouldBeListedAsync(RunStatus.Accepted, updated: accepted, interrupted: true);

        lease = (await Journal.TryTakeOverAsync(lease.RunId, "b", LeaseTime, Cancel)).ShouldNotBeNull();
        await ShouldBeListedAsync(RunStatus.Accepted, updated: _clock.GetUtcNow(), interrupted: false);

        await Journal.AppendAsync(lease, [new PlanStarted { Planner = "p" }], Cancel);
        await ShouldBeListedAsync(RunStatus.Running, updated: _clock.GetUtcNow(), interrupted: false);

        await Journal.AppendAsync(lease, [new RunCompleted()], Cancel);
        _clock.Advance(LeaseTime);
        await ShouldBeListedAsync(RunStatus.Completed, updated: _clock.GetUtcNow() - LeaseTime, interrupted: false);

        async Task ShouldBeListedAsync(RunStatus status, DateTimeOffset updated, bool interrupted) =>
            (await Other.ListAsync(10, null, Cancel)).ShouldHaveSingleItem()
                .ShouldBe(new RunSummary(lease.RunId, status, "x", accepted, updated, interrupted));
    }

    protected static RunAccepted Accepted(string text) => new() { Request = new Request { Text = text } };

    protected static StepDelta Delta(string step, string text) => new() { StepId = step, Text = text };

    protected static StepSucceeded Success(string step) => new() { StepId = step, Value = new TextValue("done") };

    protected Task<RunLease> CreateAsync(string text = "x") => Journal.CreateAsync(Accepted(text), "a", LeaseTime, Cancel);

    protected async Task<List<RunEvent>> ReadAllAsync(string runId, long after = 0, bool follow = false) =>
        await Other.ReadAsync(runId, after, follow, Cancel).ToListAsync(Cancel);

    private static string Show(RunEvent happened) => $"{happened.GetType().Name} {happened.RunId} {happened.Sequence} {happened.Time:o} {happened.StepId}";
}
