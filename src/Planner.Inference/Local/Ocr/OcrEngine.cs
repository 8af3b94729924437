using System.Text.Json.Nodes;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Text;

namespace Planner.Inference.Local.Ocr;

/// <summary>Reads the text of images and PDF files with tesseract and poppler.</summary>
internal sealed class OcrEngine(DocumentReader reader) : ILocalEngine
{
    private static readonly (string Program, string Package)[] s_needs =
        [(Tesseract.Program, Tesseract.Package), ("pdftotext", PdfReader.Package), ("pdftoppm", PdfReader.Package)];

    /// <inheritdoc/>
    public string Id => "local/ocr";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["image-to-text"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step)
    {
        if (ProgramFinder.Find(Tesseract.Program) is null)
        {
            return Runnability.No("tesseract is not installed", $"apt-get install -y {Tesseract.Package}");
        }

        if (OcrLanguages.Installed.Count == 0)
        {
            return Runnability.No("tesseract has no language data", $"apt-get install -y {OcrLanguages.Package("eng")}");
        }

        return step.Parameters.GetValueOrDefault("language") is JsonValue value && value.TryGetValue<string>(out var language)
            && OcrLanguages.Missing(language) is [var missing, ..]
            ? Runnability.No(
                $"tesseract has no data for {Language.NameOf(missing)} ({missing})", $"apt-get install -y {OcrLanguages.Package(missing)}")
            : Runnability.Yes($"tesseract ({string.Join(", ", OcrLanguages.Installed)})");
    }

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var missing = s_needs.Where(need => ProgramFinder.Find(need.Program) is null).Select(need => need.Package).Distinct().ToList();
        missing.AddRange(OcrLanguages.Usual.Except(OcrLanguages.Installed).Select(OcrLanguages.Package));

        return Task.FromResult(new EngineStatus(
            Id, !missing.Contains(Tesseract.Package) && OcrLanguages.Installed.Count > 0,
            missing.Count == 0 ? $"tesseract with {string.Join(", ", OcrLanguages.Installed)}; PDF through poppler" : $"missing: {string.Join(", ", missing)}",
            [Tesseract.Package, PdfReader.Package], missing));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var file = SlotValues.Artifact(request, "image");
        return InferenceResult.Success(
            await reader.ReadAsync(file, request.Parameter("language"), request.Language, request.Progress, cancellationToken));
    }
}
