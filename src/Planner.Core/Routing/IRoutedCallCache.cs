namespace Planner.Routing;

/// <summary>Stands around whole routed calls: may give what an earlier call of the same gave, or let several that are the same be one.</summary>
public interface IRoutedCallCache
{
    /// <summary>Gives the call's result, by making it or otherwise.</summary>
    /// <param name="call">The call; <see cref="RoutedCall.OnText"/> is null when it may be answered without being made.</param>
    /// <param name="run">Makes it.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    ValueTask<RoutedResult> GetAsync(RoutedCall call, Func<RoutedCall, CancellationToken, Task<RoutedResult>> run, CancellationToken cancellationToken);
}
