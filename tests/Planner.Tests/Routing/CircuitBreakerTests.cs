using Planner.Routing;
using Planner.Tests.Testing;

namespace Planner.Tests.Routing;

/// <summary>Opens, probes once, closes.</summary>
public sealed class CircuitBreakerTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<BreakerState> _trace = [];
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new CircuitBreaker(new RoutingOptions(), _clock, _trace.Add);

    [Fact]
    public void Report_FiveFailuresInARow_Opens()
    {
        Calls(good: false, 4);
        Calls(good: true, 1);
        Calls(good: false, 4);
        _breaker.State.ShouldBe(BreakerState.Closed);

        Calls(good: false, 1);

        _breaker.State.ShouldBe(BreakerState.Open);
        _breaker.TryEnter().ShouldBeNull();
        _breaker.Remaining.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Report_HalfOfTenCallsInTheWindowFail_Opens()
    {
        for (var pair = 0; pair < 4; pair++)
        {
            Calls(good: true, 1);
            Calls(good: false, 1);
        }

        _breaker.State.ShouldBe(BreakerState.Closed);
        Calls(good: true, 1);
        Calls(good: false, 1);

        _breaker.State.ShouldBe(BreakerState.Open);
    }

    [Fact]
    public void Report_FailuresLeaveTheWindow_StaysClosed()
    {
        for (var pair = 0; pair < 12; pair++)
        {
            Calls(good: true, 1);
            Calls(good: false, 1);
            _clock.Advance(TimeSpan.FromSeconds(20));
        }

        _breaker.State.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public void F34_AfterTheBreak_ExactlyOneProbeAndThenAllOrNone()
    {
        Calls(good: false, 5);
        _clock.Advance(TimeSpan.FromSeconds(60));

        // A hundred at once: one gets through.
        var entered = new int?[100];
        Parallel.For(0, 100, index => entered[index] = _breaker.TryEnter());
        var probe = entered.Single(round => round is not null)!.Value;
        _breaker.State.ShouldBe(BreakerState.HalfOpen);
        _breaker.Remaining.ShouldBeNull();

        _breaker.Report(probe, false);
        _breaker.State.ShouldBe(BreakerState.Open);
        _breaker.TryEnter().ShouldBeNull();

        _clock.Advance(TimeSpan.FromSeconds(60));
        _breaker.Report(_breaker.TryEnter()!.Value, true);
        Enumerable.Range(0, 100).ShouldAllBe(_ => _breaker.TryEnter() != null);
        _trace.ShouldBe([BreakerState.Open, BreakerState.HalfOpen, BreakerState.Open, BreakerState.HalfOpen, BreakerState.Closed]);
    }

    [Fact]
    public void F34_ProbeThatSaysNothing_LetsTheNextCallProbe()
    {
        Calls(good: false, 5);
        _clock.Advance(TimeSpan.FromSeconds(60));

        _breaker.Report(_breaker.TryEnter()!.Value, null);

        _breaker.Remaining.ShouldBe(TimeSpan.Zero);
        _breaker.TryEnter().ShouldNotBeNull();
        _breaker.TryEnter().ShouldBeNull();
    }

    [Fact]
    public void Report_CallThatBeganBeforeTheBreak_HasNoSay()
    {
        var old = _breaker.TryEnter()!.Value;
        Calls(good: false, 5);

        _breaker.Report(old, true);
        _breaker.State.ShouldBe(BreakerState.Open);
        _clock.Advance(TimeSpan.FromSeconds(60));
        var probe = _breaker.TryEnter()!.Value;
        _breaker.Report(old, false);

        _breaker.State.ShouldBe(BreakerState.HalfOpen);
        _breaker.Report(probe, true);
        _breaker.State.ShouldBe(BreakerState.Closed);
    }

    private void Calls(bool good, int count)
    {
        for (var call = 0; call < count; call++)
        {
            _breaker.Report(_breaker.TryEnter()!.Value, good);
        }
    }
}
