using Planner.Catalog;
using Planner.Chat;

namespace Planner.Inference;

/// <summary>A backend whose chat models can be talked to directly: with the whole conversation, and a reply that streams.</summary>
public interface IChatBackend
{
    /// <summary>The chat model of a card; null when the backend has no such chat model.</summary>
    ChatModel? ChatFor(ModelCard card);
}
