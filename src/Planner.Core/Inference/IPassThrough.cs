using Planner.Catalog;

namespace Planner.Inference;

/// <summary>A backend whose server speaks OpenAI's protocol, so that a caller's request and the server's reply can be passed on as they are.</summary>
public interface IPassThrough
{
    /// <summary>
    /// Passes a request on and the reply back. What fails before a part of the reply was given can be tried elsewhere; what breaks afterwards is a failure too, and
    /// never the end of a reply. Keeps the promises of <see cref="IInferenceBackend.RunAsync"/>.
    /// </summary>
    /// <param name="model">The model, which <see cref="IInferenceBackend.CanRun"/> was asked about.</param>
    /// <param name="call">The request, and where the reply goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A result without a value: the reply was given already.</returns>
    Task<InferenceResult> PassAsync(ModelCard model, PassedCall call, CancellationToken cancellationToken);
}
