using Microsoft.Extensions.AI;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>
/// A model that gives texts vectors of their meaning, in place of the vectors that are learned from the cards. The one registered with the services is used; without
/// one, or while it is away, the learned ones are. Any <see cref="IEmbeddingGenerator"/> can be made one.
/// </summary>
/// <param name="Id">The model's id. Vectors of another model are thrown away.</param>
/// <param name="Generator">How it is called. Its vectors need not be of length 1.</param>
public sealed record EmbeddingModel(string Id, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>How far away it is: the words of a request whose data may not travel that far are not sent to it.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;
}
