namespace Planner.Inference;

/// <summary>The engines on this machine, for <c>doctor</c>, <c>setup</c> and <c>demo</c>.</summary>
public interface ILocalEngines
{
    /// <summary>Looks what is there, each engine once a call.</summary>
    Task<IReadOnlyList<EngineStatus>> ProbeAsync(CancellationToken cancellationToken);
}
