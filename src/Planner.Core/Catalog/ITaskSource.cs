namespace Planner.Catalog;

/// <summary>Tasks that are in no task list: those of tools that describe themselves.</summary>
public interface ITaskSource
{
    /// <summary>The tasks. One whose id the shipped list has is left out.</summary>
    IReadOnlyList<TaskType> Tasks { get; }
}
