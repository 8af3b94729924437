using System.ComponentModel.DataAnnotations;

namespace Planner.Storage;

/// <summary>Where the embedded database is. Configuration section <c>Planner:Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// The database file. Its folder is made when it is missing; the file is made readable for its owner only. Default: <c>planner.db</c>
    /// in <c>PLANNER_HOME</c>, or else in <c>~/.planner</c>. Must be on a disk of this machine: SQLite's log needs shared memory.
    /// </summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Planner:Storage:Path is empty. Name a file, such as ~/.planner/planner.db, or leave the key out.")]
    public string Path { get; set; } = System.IO.Path.Combine(PlannerHome.Folder, "planner.db");

    /// <summary>The file of the user's own model catalog. Made when something is first put into it. Default: <c>models.db</c> in <c>PLANNER_HOME</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Planner:Storage:ModelsPath is empty. Name a file, such as ~/.planner/models.db, or leave the key out.")]
    public string ModelsPath { get; set; } = System.IO.Path.Combine(PlannerHome.Folder, "models.db");

    /// <summary>How long to wait for another process that is writing, in seconds.</summary>
    [Range(1, 600, ErrorMessage = "Planner:Storage:BusySeconds must be from 1 to 600 seconds. Correct the number or leave the key out.")]
    public int BusySeconds { get; set; } = 30;
}
