namespace Planner.Inference.Local.Images;

/// <summary>A font file with Latin and Cyrillic letters, where one is installed.</summary>
internal static class TextFont
{
    /// <summary>The Debian package of the first font that is looked for.</summary>
    public const string Package = "fonts-dejavu-core";

    private static readonly string[] s_files =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
        "/System/Library/Fonts/Supplemental/Arial.ttf",
        @"C:\Windows\Fonts\arial.ttf",
    ];

    /// <summary>Its path.</summary>
    /// <exception cref="EngineException">None is installed.</exception>
    public static string Path => Find() ?? throw new EngineException(
        new StepError(StepErrorKind.CannotRun, "No font to write with is installed.", $"Run: apt-get install -y {Package}"));

    /// <summary>Its path, or null.</summary>
    public static string? Find() => s_files.FirstOrDefault(File.Exists);
}
