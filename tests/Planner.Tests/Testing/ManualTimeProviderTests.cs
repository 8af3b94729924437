namespace Planner.Tests.Testing;

/// <summary>The clock that other tests stand on.</summary>
public sealed class ManualTimeProviderTests
{
    [Fact]
    public async Task AdvanceOnceSet_TimerThatSetsAnother_FiresOneAtATime()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        using var timer = clock.CreateTimer(
            _ =>
            {
                fired++;
                clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        await clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(5));
        fired.ShouldBe(1);

        await clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(5));
        fired.ShouldBe(2);
        clock.GetUtcNow().Second.ShouldBe(2);
    }
}
