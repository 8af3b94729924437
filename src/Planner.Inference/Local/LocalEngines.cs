using Planner.Inference.Local.Commands;

namespace Planner.Inference.Local;

/// <summary>The engines on this machine, looked at one after another.</summary>
internal sealed class LocalEngines(IEnumerable<ILocalEngine> engines, CommandEngines commands) : ILocalEngines
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<EngineStatus>> ProbeAsync(CancellationToken cancellationToken) =>
        [
            .. await Task.WhenAll(engines.Concat(commands.Engines).Select(engine => engine.StatusAsync(cancellationToken))),
            .. commands.Problems.Select(problem => new EngineStatus("command/" + Path.GetFileNameWithoutExtension(problem.Path), false, problem.Message, [], [])),
        ];
}
