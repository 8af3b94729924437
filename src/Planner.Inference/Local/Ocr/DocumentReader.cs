using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>Reads the text of an image or a PDF; what the OCR engine and the engines that answer from documents share.</summary>
internal sealed class DocumentReader(ImageReader images, PdfReader pdfs, OcrLanguages languages)
{
    /// <summary>The text, with the place that each line comes from.</summary>
    /// <param name="artifact">An image or a PDF.</param>
    /// <param name="language">The language asked for; null: found out.</param>
    /// <param name="usersLanguage">The language of the user's words.</param>
    /// <param name="progress">Told of each page.</param>
    /// <param name="cancellationToken">Kills what runs.</param>
    /// <exception cref="EngineException">It is neither, is damaged, or holds no text.</exception>
    public async Task<TextValue> ReadAsync(
        Artifact artifact, string? language, string? usersLanguage, IProgress<InferenceProgress>? progress, CancellationToken cancellationToken)
    {
        var chosen = languages.Choose(language, usersLanguage);
        var pages = artifact.MediaType switch
        {
            "application/pdf" => await pdfs.ReadAsync(artifact, chosen, progress, cancellationToken),
            "image/svg+xml" or "image/heic" or "image/avif" => throw EngineException.BadInput(
                $"'{artifact.Name}' is of a kind ({artifact.MediaType}) that can't be read here.", "Save it as PNG or JPEG and attach it again."),
            var type when MediaTypes.ModalityOf(type) == Modality.Image => await ImageAsync(artifact, chosen, cancellationToken),
            var type => throw EngineException.BadInput(
                $"'{artifact.Name}' is {type}, neither an image nor a PDF.", "Attach a PNG, JPEG, TIFF or PDF file."),
        };

        var text = PageText.Assemble(artifact, pages);
        return text.Text.Length > 0 ? text : throw EngineException.Model(
            $"No text was found in '{artifact.Name}'.", "Check that it shows text, large and sharp enough to read.");
    }

    private Task<IReadOnlyList<DocumentPage>> ImageAsync(Artifact image, IReadOnlyList<string> chosen, CancellationToken cancellationToken) =>
        chosen.Count > 0
            ? images.ReadAsync(image, chosen, cancellationToken)
            : throw new EngineException(new StepError(
                StepErrorKind.CannotRun, "tesseract has no language data here.", $"Run: apt-get install -y {OcrLanguages.Package("eng")}"));
}
