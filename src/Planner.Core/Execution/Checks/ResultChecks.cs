using Microsoft.Extensions.Logging;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>
/// Says of a model's result whether it is one that the task can give. What is not becomes a failure, so that the next candidate is tried; what is poor
/// is marked (<see cref="InferenceResult.Weakness"/>).
/// </summary>
internal sealed class ResultChecks(IEnumerable<IResultCheck> checks, ILogger<ResultChecks> logger)
{
    private readonly IResultCheck[] _checks = [.. checks];

    /// <summary>The result as it counts. A failure is handed on as it is.</summary>
    public async Task<InferenceResult> ApplyAsync(InferenceRequest request, InferenceResult result, CancellationToken cancellationToken)
    {
        if (result is not { Value: { } value, Error: null })
        {
            return result;
        }

        var flaw = Form(request.Task.Output, value);
        foreach (var check in flaw is null ? _checks.Where(check => check.Concerns(request.Task)) : [])
        {
            var found = await FindAsync(check, request, value, cancellationToken);
            flaw = found is { IsWeak: false } ? found : flaw ?? found;
            if (flaw is { IsWeak: false })
            {
                break;
            }
        }

        return flaw switch
        {
            null => result,
            { IsWeak: true } => result with { Weakness = flaw.Message },
            _ => InferenceResult.Failure(StepErrorKind.Model, $"{request.Model.Id} {flaw.Message}.") with
            {
                CostUsd = result.CostUsd,
                Tokens = result.Tokens,
                InputTokens = result.InputTokens,
                OutputTokens = result.OutputTokens,
            },
        };
    }

    // What every result must have before anything else can be said of it.
    private static ResultFlaw? Form(Modality due, Value value) =>
        value is ListValue { Items.Count: 0 } || (value is TextValue { Text: var text } && string.IsNullOrWhiteSpace(text)) ? ResultFlaw.Fails("gave an empty result")
        : value.Modality == due || due == Modality.Any ? null
        : ResultFlaw.Fails($"gave {value.Modality.Name()} where {due.Name()} is due");

    // A check that breaks says nothing about the result.
    private async Task<ResultFlaw?> FindAsync(IResultCheck check, InferenceRequest request, Value value, CancellationToken cancellationToken)
    {
        try
        {
            return await check.FindAsync(request, value, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was, the step has its result.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.CheckFaulted(exception, check.GetType().Name, request.Step.Id);
            return null;
        }
    }
}
