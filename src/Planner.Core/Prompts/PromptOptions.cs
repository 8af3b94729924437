namespace Planner.Prompts;

/// <summary>Where the prompts are.</summary>
public sealed class PromptOptions
{
    /// <summary>The folder that is shipped; by default the nearest <c>prompts</c> at or above the program's own folder.</summary>
    public string Folder { get; set; } = Shipped.Find("prompts");

    /// <summary>A folder whose files stand in for shipped ones of the same name, by default <c>prompts</c> in <c>PLANNER_HOME</c>. Need not exist; null: none.</summary>
    public string? UserFolder { get; set; } = Path.Combine(PlannerHome.Folder, "prompts");
}
