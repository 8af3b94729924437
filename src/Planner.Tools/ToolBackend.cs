using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Tools;

/// <summary>Runs the tools that are at one distance: on this machine, in the local network, or anywhere.</summary>
internal sealed partial class ToolBackend(
    Egress egress, ToolFolder folder, IEnumerable<IToolConnector> connectors, IOptions<ToolOptions> options, TimeProvider clock, ILogger<ToolBackend> logger) : IInferenceBackend
{
    private readonly Dictionary<ToolKind, IToolConnector> _connectors = connectors.ToDictionary(connector => connector.Kind);

    /// <inheritdoc/>
    public string Name => $"tools-{egress.ToString().ToLowerInvariant()}";

    /// <inheritdoc/>
    public Egress Egress => egress;

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        return folder.Find(card.Id) is { } found && found.Source.Egress == egress
            ? Runnability.Yes($"{found.Source.Kind.ToString().ToLowerInvariant()} source '{found.Source.Name}'")
            : Runnability.No("no instance here serves it");
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (folder.Find(request.Model.Id) is not { } found)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"The tool {request.Model.Id} is gone.", "planner tools list shows those that there are.");
        }

        var limit = TimeSpan.FromSeconds(options.Value.Seconds);
        using var late = new CancellationTokenSource(limit, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return InferenceResult.Success(await _connectors[found.Source.Kind].CallAsync(found.Source, found.Tool, request, ended.Token));
        }
        catch (ToolException exception)
        {
            // A call that may have done its work is not made a second time.
            var kind = exception.Kind == StepErrorKind.Unavailable && !found.Tool.Repeatable ? StepErrorKind.Model : exception.Kind;
            return InferenceResult.Failure(kind, exception.Message);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return InferenceResult.Failure(
                StepErrorKind.TimedOut, FormattableString.Invariant($"{found.Tool.Task.Id} took longer than {limit.TotalSeconds:0.###} s."), "Ask for less, or raise Planner:Tools:Seconds.");
        }
#pragma warning disable CA1031 // A fault in one tool must not take the run with it; it is logged with its trace.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            ToolBroke(logger, found.Tool.Task.Id, exception);
            return InferenceResult.Failure(StepErrorKind.Model, $"{found.Tool.Task.Id} failed: {exception.Message}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Tool {Tool} failed")]
    private static partial void ToolBroke(ILogger logger, string tool, Exception exception);
}
