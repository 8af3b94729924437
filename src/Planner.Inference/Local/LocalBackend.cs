using Microsoft.Extensions.Logging;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local.Commands;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Inference.Local;

/// <summary>Runs <c>local/…</c> and <c>command/…</c> cards on the engines of this machine.</summary>
internal sealed partial class LocalBackend(IEnumerable<ILocalEngine> engines, CommandEngines commands, ILogger<LocalBackend> logger) : IInferenceBackend
{
    private readonly Dictionary<string, ILocalEngine> _engines =
        engines.Concat(commands.Engines).ToDictionary(engine => engine.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public Egress Egress => Egress.Machine;

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(step);
        return !_engines.TryGetValue(card.Id, out var engine)
            ? Runnability.No("no instance here serves it")
            : !engine.Tasks.Contains(step.Task, StringComparer.Ordinal)
                ? Runnability.No($"{card.Id} does {string.Join(", ", engine.Tasks)}, not {step.Task}")
                : engine.CanRun(step);
    }

    /// <inheritdoc/>
    public string? RevisionOf(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (!_engines.TryGetValue(card.Id, out var engine) || !engine.IsRepeatable)
        {
            return null;
        }

        // This build, what the engine says it runs through, and of each program in that when it was installed.
        var through = engine.CanRun(step).Reason;
        var programs = through.Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(ProgramFinder.Find).OfType<string>()
            .Select(path => $"{path}@{File.GetLastWriteTimeUtc(path).Ticks}");
        return string.Join(' ', programs.Prepend(through).Prepend(typeof(LocalBackend).Module.ModuleVersionId.ToString()));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var runnability = CanRun(request.Model, request.Step);
        if (!runnability.CanRun)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, runnability.Reason + ".", runnability.Fix);
        }

        try
        {
            return await _engines[request.Model.Id].RunAsync(request, cancellationToken);
        }
        catch (EngineException exception)
        {
            return InferenceResult.Failure(exception.Error);
        }
        catch (ArtifactException exception)
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, exception.Message);
        }
#pragma warning disable CA1031 // A fault of ours in one engine must not take the run with it; it is logged with its trace.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EngineBroke(logger, request.Model.Id, request.Step.Id, exception);
            return InferenceResult.Failure(StepErrorKind.Internal, $"{request.Model.Id} broke down: {exception.Message}");
        }
    }

    [LoggerMessage(LogLevel.Error, "{Engine} broke down on step {StepId}")]
    private static partial void EngineBroke(ILogger logger, string engine, string stepId, Exception exception);
}
