using Planner.Inference;

namespace Planner.Routing;

/// <summary>An attempt that is about to be made.</summary>
/// <param name="Instance">Where.</param>
/// <param name="Request">What, with the model's card.</param>
/// <param name="Call">The call that it is part of.</param>
/// <param name="Number">Which attempt of the call, from 1.</param>
/// <param name="Hedge">Whether it is a second call beside a slow one.</param>
public sealed record PlannedAttempt(string Instance, InferenceRequest Request, RoutedCall Call, int Number, bool Hedge);
