using Planner.Artifacts;
using Planner.Inference.Local.Instructions;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Images;

/// <summary>
/// Edits pictures with ImageMagick as an instruction says. It does only what it understood every word of, and says so already when models
/// are matched, so that a model that understands more can do it.
/// </summary>
internal sealed class ImageMagickEngine(ImageEditor editor) : ILocalEngine
{
    private const string Canny = "canny-control";

    /// <inheritdoc/>
    public string Id => "local/imagemagick";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["image-to-image", "image-text-to-image", Canny];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step)
    {
        if (ImageMagick.Program is not { } program)
        {
            return Runnability.No("ImageMagick is not installed", $"apt-get install -y {ImageMagick.Package}");
        }

        // What another step will say can't be read yet.
        var words = step.Task == "image-to-image" ? step.Instruction : step.Task == Canny ? null : StepText.Literal(step, "text");
        return words is null || ImageGrammar.Read(words) is not { IsClear: false } reading
            ? Runnability.Yes(program)
            : Runnability.No($"{Id} {reading.Problem}", ImageGrammar.Abilities);
    }

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        List<string> missing = [];
        if (ImageMagick.Program is null)
        {
            missing.Add(ImageMagick.Package);
        }

        if (TextFont.Find() is null)
        {
            missing.Add(TextFont.Package);
        }

        return Task.FromResult(new EngineStatus(
            Id, ImageMagick.Program is not null, missing.Count == 0 ? $"ImageMagick as {ImageMagick.Program}" : $"missing: {string.Join(", ", missing)}",
            [ImageMagick.Package, TextFont.Package], missing));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var operations = request.Step.Task == Canny ? [DetailRules.Canny] : await OperationsAsync(request, cancellationToken);
        var files = request.Inputs.GetValueOrDefault("image") is ListValue { Items.Count: > 1 } list && list.Items.All(item => item is ArtifactValue)
            ? [.. list.Items.Select(item => ((ArtifactValue)item).Artifact)]
            : (IReadOnlyList<Artifact>)[SlotValues.Artifact(request, "image")];
        var edited = new List<Value>();
        foreach (var file in files)
        {
            edited.Add(await editor.EditAsync(file, operations, cancellationToken));
        }

        return InferenceResult.Success(edited is [var only] ? only : new ListValue(edited));
    }

    private async Task<IReadOnlyList<ImageOperation>> OperationsAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = request.Inputs.ContainsKey("text") ? (await editor.TextAsync(request, cancellationToken)).Text : null;
        var reading = ImageGrammar.Read(text ?? request.Step.Instruction);
        return reading.IsClear
            ? reading.Operations
            : throw new EngineException(new StepError(StepErrorKind.CannotRun, $"{Id} {reading.Problem}.", ImageGrammar.Abilities));
    }
}
