using Planner.Catalog;
using Planner.Inference.HuggingFace.Tasks;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>The adapter for one provider behind Hugging Face's router.</summary>
internal interface IProvider
{
    /// <summary>The provider's name, as the Hub's mapping has it.</summary>
    string Name { get; }

    /// <summary>Whether there is a form for the task, see <see cref="WireTask"/>.</summary>
    bool Does(string wireTask);

    /// <summary>Runs the task.</summary>
    /// <param name="call">The request.</param>
    /// <param name="mapping">What the provider calls the model.</param>
    /// <param name="wireTask">The task in the provider's terms.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Local.EngineException">It failed.</exception>
    Task<InferenceResult> RunAsync(TaskCall call, ModelProvider mapping, string wireTask, CancellationToken cancellationToken);
}
