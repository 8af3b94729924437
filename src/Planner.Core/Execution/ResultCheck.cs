using Planner.Catalog;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Says whether a result is one that the task can give. What is not counts as a failure, and the next candidate is tried.</summary>
internal static class ResultCheck
{
    /// <summary>What is wrong with the result, or null.</summary>
    public static string? Problem(TaskType task, Value value)
    {
        if (value is ListValue { Items.Count: 0 } || (value is TextValue { Text: var text } && string.IsNullOrWhiteSpace(text)))
        {
            return "gave an empty result";
        }

        return value.Modality == task.Output || task.Output == Modality.Any
            ? null
            : $"gave {value.Modality.Name()} where {task.Output.Name()} is due";
    }
}
