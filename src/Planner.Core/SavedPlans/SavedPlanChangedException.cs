namespace Planner.SavedPlans;

/// <summary>A saved plan is not as whoever wants to change it knows it.</summary>
public sealed class SavedPlanChangedException(string name)
    : Exception($"The plan '{name}' was saved or removed by somebody else meanwhile. Read it again and make the change to what is there now.");
