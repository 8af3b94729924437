using Planner.Inference.HuggingFace.Http;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>How a task is asked of hf-inference and how its reply is read.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Write">Makes the body of the request.</param>
/// <param name="Read">Makes the value of the reply; null when the reply has not the task's form.</param>
internal sealed record TaskWire(
    string Task, Func<TaskCall, CancellationToken, Task<WireBody>> Write, Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Read)
{
    /// <summary>What follows <c>models/{id}</c> in the address; empty: nothing.</summary>
    public string Route { get; init; } = "";
}
