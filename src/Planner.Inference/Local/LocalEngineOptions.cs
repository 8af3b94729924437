using System.ComponentModel.DataAnnotations;

namespace Planner.Inference.Local;

/// <summary>Limits of the engines on this machine. Configuration section <c>Planner:Local</c>.</summary>
public sealed class LocalEngineOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Planner:Local";

    /// <summary>The longest that one start of a program may take, in seconds.</summary>
    [Range(1, 86_400)]
    public double ProgramSeconds { get; set; } = 120;

    /// <summary>The most that a program may write to its standard output, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public long MaxOutputBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How many programs may run at once.</summary>
    [Range(1, 1024)]
    public int MaxPrograms { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>The most pages of one document that are read.</summary>
    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 200;

    /// <summary>The most pixels of an image that is read; an A4 page at 600 dpi has 35 million.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 60_000_000;

    /// <summary>The resolution at which pages without text are rendered to be read, in dots per inch.</summary>
    [Range(72, 1200)]
    public int PageDpi { get; set; } = 300;

    /// <summary>The longest text that is spoken or translated, in characters.</summary>
    [Range(1, 100_000_000)]
    public int MaxCharacters { get; set; } = 500_000;

    /// <summary>The most languages that a page is read in at once when nothing says which it is in.</summary>
    [Range(1, 16)]
    public int MaxOcrLanguages { get; set; } = 3;

    /// <summary>A folder whose <c>*.json</c> files make programs engines, by default <c>engines</c> in <c>PLANNER_HOME</c>. It need not exist; null or empty: none.</summary>
    public string? CommandFolder { get; set; } = Path.Combine(PlannerHome.Folder, "engines");
}
