using Planner.Catalog;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>Knows how to call instances of one kind.</summary>
public interface IInstanceKind
{
    /// <summary>The kind, as <see cref="BackendInstance.Kind"/> says it.</summary>
    string Kind { get; }

    /// <summary>The cards of the models that an instance runs: those that it was added with, and what follows from them.</summary>
    IReadOnlyList<ModelCard> CardsOf(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Models;
    }

    /// <summary>
    /// The backend of an instance. Nothing is called yet. Where it is <see cref="IDisposable"/>, it is disposed once the instance has been changed or removed and
    /// its last call has ended.
    /// </summary>
    IInferenceBackend Create(BackendInstance instance);
}
