using Planner.Routing;
using Planner.Tests.Testing;

namespace Planner.Tests.Routing;

/// <summary>Servers are looked after between calls.</summary>
public sealed class HealthWatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ManualTimeProvider _clock = new();
    private readonly Checked _backend = new();
    private readonly HealthWatch _watch;

    public HealthWatchTests() =>
        _watch = new HealthWatch(_backend, new HealthCheck { IntervalSeconds = 10, TimeoutSeconds = 2, UnhealthyAfter = 2, HealthyAfter = 2 }, _clock, () => { });

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task Check_FailsOftenEnough_IsUnwellUntilItIsGoodOftenEnough()
    {
        _backend.WhenChecked = _ => Task.FromResult<string?>("down");
        await CheckAsync();
        _watch.Problem.ShouldBeNull();
        await CheckAsync();
        _watch.Problem.ShouldBe("down");

        _backend.WhenChecked = _ => Task.FromResult<string?>(null);
        await CheckAsync();
        _watch.Problem.ShouldBe("down");
        await CheckAsync();
        _watch.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task F23_CheckThrows_IsABadCheckAndTheNextFollows()
    {
        _backend.WhenChecked = _ => throw new InvalidOperationException("broken");

        await CheckAsync();
        await CheckAsync();

        _watch.Problem.ShouldBe("broken");
        await CheckAsync();
        _backend.Checks.ShouldBe(3);
    }

    [Fact]
    public async Task F23_CheckNeverAnswers_IsGivenUpAndTheNextFollows()
    {
        _backend.WhenChecked = stop =>
        {
            var never = new TaskCompletionSource<string?>();
            stop.Register(() => never.TrySetCanceled(stop));
            return never.Task;
        };

        for (var check = 0; check < 2; check++)
        {
            await AdvanceAsync(Interval);
            await AdvanceAsync(TimeSpan.FromSeconds(2));
        }

        _clock.NextTimer.ShouldBe(Interval);
        _watch.Problem!.ShouldContain("2 s");
    }

    private async Task CheckAsync()
    {
        await AdvanceAsync(Interval);
        _clock.NextTimer.ShouldBe(Interval, "no next check follows");
    }

    // On a thread without a context all that a timer sets off is done when the clock has moved: what is not there then never comes, and nothing is waited for.
    private Task AdvanceAsync(TimeSpan by)
    {
        _clock.NextTimer.ShouldBe(by);
        return Task.Run(() => _clock.Advance(by), TestContext.Current.CancellationToken);
    }

    private sealed class Checked : ICheckedBackend
    {
        public Func<CancellationToken, Task<string?>> WhenChecked { get; set; } = _ => Task.FromResult<string?>(null);

        public int Checks { get; private set; }

        public Task<string?> CheckAsync(CancellationToken cancellationToken)
        {
            Checks++;
            return WhenChecked(cancellationToken);
        }
    }
}
