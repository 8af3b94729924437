using System.ComponentModel.DataAnnotations;

namespace Planner.Execution;

/// <summary>Limits of execution. Configuration section <c>Planner:Execution</c>.</summary>
public sealed class ExecutionOptions
{
    /// <summary>How many steps of a run work at once.</summary>
    [Range(1, 1000)]
    public int MaxParallelSteps { get; set; } = 8;

    /// <summary>A step's time limit in seconds, for each attempt, where the plan sets none.</summary>
    [Range(0.001, 86_400)]
    public double StepSeconds { get; set; } = 300;

    /// <summary>How often one model is tried when it is busy or away.</summary>
    [Range(1, 10)]
    public int AttemptsPerModel { get; set; } = 2;

    /// <summary>How many models are tried, best first.</summary>
    [Range(1, 20)]
    public int ModelsPerStep { get; set; } = 3;

    /// <summary>The wait before the second attempt in seconds; doubled for each later one, with jitter of ±50 %.</summary>
    [Range(0.0, 60)]
    public double RetrySeconds { get; set; } = 0.5;

    /// <summary>The longest wait that a busy model may ask for, in seconds; when it asks for more, the next model is tried at once.</summary>
    [Range(0.0, 3600)]
    public double MaxRetryAfterSeconds { get; set; } = 30;

    /// <summary>How long a cancelled call may take to end before it is left behind, in seconds.</summary>
    [Range(0.0, 60)]
    public double GraceSeconds { get; set; } = 5;

    /// <summary>The most elements that a <c>for_each</c> runs over.</summary>
    [Range(1, 100_000)]
    public int MaxFanOut { get; set; } = 500;

    /// <summary>Values whose JSON is longer than this are kept as artifacts; in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxInlineBytes { get; set; } = 64 * 1024;
}
