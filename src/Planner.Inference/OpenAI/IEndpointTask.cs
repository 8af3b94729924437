namespace Planner.Inference.OpenAI;

/// <summary>How a task, or several alike, are run by an operation of OpenAI's protocol.</summary>
internal interface IEndpointTask
{
    /// <summary>The tasks.</summary>
    IReadOnlyList<string> Tasks { get; }

    /// <summary>
    /// Runs it. Throws <see cref="OperationCanceledException"/>, <see cref="EndpointException"/> and <see cref="Local.EngineException"/> for what went
    /// wrong there or with the input.
    /// </summary>
    Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken);
}
