using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>What checks of texts share.</summary>
/// <param name="tasks">The tasks whose texts it looks at; none: every task that gives text.</param>
internal abstract class TextCheck(params string[] tasks) : IResultCheck
{
    /// <inheritdoc/>
    public bool Concerns(TaskType task) => task.Output == Modality.Text && (tasks.Length == 0 || tasks.Contains(task.Id, StringComparer.Ordinal));

    /// <inheritdoc/>
    public ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ValueText.Of(value) is { } text ? Find(request, value, text.Trim()) : null);

    /// <summary>What is wrong with the text.</summary>
    protected abstract ResultFlaw? Find(InferenceRequest request, Value value, string text);

    /// <summary>The text of an input; null when it is none, or not here.</summary>
    protected static string? Input(InferenceRequest request, string slot) =>
        request.Inputs.GetValueOrDefault(slot) is { } value ? ValueText.Of(value)?.Trim() : null;
}
