namespace Planner.Inference.Local;

/// <summary>The engines on this machine, looked at one after another.</summary>
internal sealed class LocalEngines(IEnumerable<ILocalEngine> engines) : ILocalEngines
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<EngineStatus>> ProbeAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(engines.Select(engine => engine.StatusAsync(cancellationToken)));
}
