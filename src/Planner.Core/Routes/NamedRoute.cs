namespace Planner.Routes;

/// <summary>Which route a message is.</summary>
/// <param name="Route">The route; null: none of them.</param>
/// <param name="Fit">How sure that is, 0 to 1.</param>
/// <param name="Why">Who says so, and by what.</param>
internal sealed record NamedRoute(Route? Route, double Fit, string Why);
