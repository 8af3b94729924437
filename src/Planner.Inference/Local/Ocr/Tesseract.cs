using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Ocr;

/// <summary>Calls tesseract and gives the words that it found.</summary>
internal sealed class Tesseract(ProcessRunner programs)
{
    /// <summary>The program and the Debian package of that name.</summary>
    public const string Program = "tesseract";

    /// <summary>The Debian package that it comes in.</summary>
    public const string Package = "tesseract-ocr";

    /// <summary>Reads a file that tesseract can open.</summary>
    /// <param name="path">The image.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="languages">Tesseract's names of languages, the likeliest first.</param>
    /// <param name="settings">Further arguments.</param>
    /// <param name="cancellationToken">Kills tesseract.</param>
    /// <exception cref="EngineException">It can't be read.</exception>
    public Task<IReadOnlyList<IReadOnlyList<OcrWord>>> ReadAsync(
        string path, string name, IReadOnlyList<string> languages, IReadOnlyList<string> settings, CancellationToken cancellationToken) =>
        RunAsync(path, default, name, languages, settings, cancellationToken);

    /// <summary>Reads pixels.</summary>
    /// <exception cref="EngineException">It can't be read.</exception>
    public async Task<IReadOnlyList<OcrWord>> ReadAsync(
        GrayImage image, string name, IReadOnlyList<string> languages, IReadOnlyList<string> settings, CancellationToken cancellationToken) =>
        (await RunAsync("stdin", image.ToPgm(), name, languages, settings, cancellationToken)).FirstOrDefault([]);

    private async Task<IReadOnlyList<IReadOnlyList<OcrWord>>> RunAsync(
        string path, ReadOnlyMemory<byte> input, string name, IReadOnlyList<string> languages, IReadOnlyList<string> settings,
        CancellationToken cancellationToken)
    {
        var result = await programs.RunAsync(
            new ProgramCall(Program, [path, "stdout", "-l", string.Join('+', languages), .. settings, "tsv"])
            {
                Input = input,
                // Pages are read in parallel; threads of one page would fight with those of the others, and gain little.
                Environment = new Dictionary<string, string> { ["OMP_THREAD_LIMIT"] = "1" },
            },
            cancellationToken);
        if (result.Succeeded)
        {
            return TesseractTsv.Parse(result.Text);
        }

        throw result is { Outcome: ProgramOutcome.Exited } && IsUnreadable(result.ErrorTail)
            ? EngineException.BadInput($"'{name}' can't be read as an image: it is damaged or of a kind that tesseract does not know.", "Save it again as PNG, JPEG or TIFF.")
            : new EngineException(result.ToError($"reading '{name}'", Package));
    }

    private static bool IsUnreadable(string errors) =>
        errors.Contains("cannot be read", StringComparison.Ordinal) || errors.Contains("Error in pixRead", StringComparison.Ordinal)
        || errors.Contains("Unsupported image", StringComparison.Ordinal) || errors.Contains("Error during processing", StringComparison.Ordinal);
}
