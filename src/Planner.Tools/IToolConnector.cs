using Planner.Inference;
using Planner.Values;

namespace Planner.Tools;

/// <summary>Speaks with one kind of source.</summary>
internal interface IToolConnector
{
    /// <summary>The kind.</summary>
    ToolKind Kind { get; }

    /// <summary>Asks the source what it has.</summary>
    /// <exception cref="ToolException">It can't be reached or understood.</exception>
    Task<IReadOnlyList<Tool>> DescribeAsync(ToolSource source, CancellationToken cancellationToken);

    /// <summary>Calls one tool.</summary>
    /// <exception cref="ToolException">The call failed.</exception>
    Task<Value> CallAsync(ToolSource source, Tool tool, InferenceRequest request, CancellationToken cancellationToken);
}
