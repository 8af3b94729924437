using Microsoft.Extensions.Options;
using Planner.Text;

namespace Planner.Inference.Local.Ocr;

/// <summary>The languages that tesseract has data for here, and which of them to read a page in.</summary>
internal sealed class OcrLanguages(IOptions<LocalEngineOptions> options)
{
    private const string Ending = ".traineddata";

    // Data that is no language: orientation and script detection, equations.
    private static readonly string[] s_others = ["osd", "equ"];

    // Its data is named by ISO 639-3 but for these.
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal) { ["ku"] = "kmr", ["tl"] = "fil", ["zh"] = "chi_sim" };

    /// <summary>Those that the embedded controller speaks: what a person without a language model can ask for should be readable.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["eng", "rus"];

    /// <summary>Tesseract's names (<c>eng</c>, <c>rus</c>), as its data folder lists them.</summary>
    public static IReadOnlyList<string> Installed => [.. All.Where(name => !s_others.Contains(name))];

    /// <summary>Whether it can find out which way up a page is.</summary>
    public static bool HasOrientation => All.Contains("osd");

    /// <summary>The languages asked for that are not installed.</summary>
    public static IReadOnlyList<string> Missing(string languages) => [.. Named(languages).Except(Installed)];

    /// <summary>Which languages to read in: those asked for; else the user's, English and what else is installed, as many as may be.</summary>
    public IReadOnlyList<string> Choose(string? asked, string? users)
    {
        var installed = Installed;
        if (asked is not null && Named(asked).Intersect(installed).ToArray() is { Length: > 0 } named)
        {
            return named;
        }

        string[] likely = users is null ? ["eng"] : [Data(users), "eng"];
        return [.. likely.Intersect(installed).Concat(installed.Except(likely)).Take(options.Value.MaxOcrLanguages)];
    }

    /// <summary>The Debian package that brings a language's data.</summary>
    public static string Package(string language) => "tesseract-ocr-" + language.Replace('_', '-');

    private static IEnumerable<string> Named(string languages) =>
        languages.Split(['+', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Data);

    // "chi_tra" and "srp_latn" are tesseract's own already.
    private static string Data(string name) =>
        name is [_, _, _, '_', ..] ? name : Language.Find(name) is { } language ? s_names.GetValueOrDefault(language.Code, language.Three) : name.ToLowerInvariant();

    private static IReadOnlyList<string> All =>
        Folders().FirstOrDefault(Directory.Exists) is { } folder
            ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(path => Path.GetFileName(path)[..^Ending.Length]).Order(StringComparer.Ordinal)]
            : [];

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("TESSDATA_PREFIX") is { Length: > 0 } prefix)
        {
            yield return prefix;
        }

        const string Debian = "/usr/share/tesseract-ocr";
        if (Directory.Exists(Debian))
        {
            foreach (var version in Directory.EnumerateDirectories(Debian).OrderDescending(StringComparer.Ordinal))
            {
                yield return Path.Combine(version, "tessdata");
            }
        }

        foreach (var folder in (string[])["/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata"])
        {
            yield return folder;
        }

        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Tesseract-OCR", "tessdata");
        }
    }
}
