using Planner.Chat;
using Planner.Runs;

namespace Planner.Routes;

/// <summary>Where a chat message goes, without a plan.</summary>
/// <param name="Name">The route's name; <c>images</c> or <c>chat</c> where none of the routes was named.</param>
/// <param name="Models">The models in the order in which they are asked; the first is the choice.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record ChatRoute(string Name, IReadOnlyList<ChatModel> Models, string Reason)
{
    /// <summary>The choice as an event.</summary>
    public RouteChosen ToEvent() => new() { Route = Name, Model = Models[0].Id, Fallbacks = [.. Models.Skip(1).Select(model => model.Id)], Reason = Reason };
}
