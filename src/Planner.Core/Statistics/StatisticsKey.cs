namespace Planner.Statistics;

/// <summary>What is counted apart.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Instance">What ran it.</param>
/// <param name="Task">The task that it did.</param>
internal readonly record struct StatisticsKey(string Model, string Instance, string Task);
