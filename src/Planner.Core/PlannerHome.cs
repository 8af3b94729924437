namespace Planner;

/// <summary>The folder in which Planner keeps its state.</summary>
public static class PlannerHome
{
    /// <summary><c>PLANNER_HOME</c>, or else <c>~/.planner</c>.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("PLANNER_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".planner");
}
