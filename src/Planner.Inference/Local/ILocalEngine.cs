using Planner.Planning;

namespace Planner.Inference.Local;

/// <summary>An engine on this machine: a program that is installed here, or C# of our own.</summary>
internal interface ILocalEngine
{
    /// <summary>Its card's id.</summary>
    string Id { get; }

    /// <summary>The tasks that it does.</summary>
    IReadOnlyList<string> Tasks { get; }

    /// <summary>Whether it can run the step; looks at files, starts no program.</summary>
    Runnability CanRun(PlanStep step);

    /// <summary>Whether the same call always gives the same value and changes nothing.</summary>
    bool IsRepeatable => true;

    /// <summary>What it is and what it is missing.</summary>
    Task<EngineStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Runs it. Throws only <see cref="OperationCanceledException"/>, or <see cref="EngineException"/> for a failure that is data.</summary>
    Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken);
}
