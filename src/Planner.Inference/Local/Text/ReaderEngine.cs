using System.Text;
using Planner.Artifacts;
using Planner.Inference.Local.Ocr;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Text;

/// <summary>Answers questions with the words of a text, a scanned page or a PDF; no program needed but to read pages.</summary>
internal sealed class ReaderEngine(DocumentReader documents, ArtifactStore store) : ILocalEngine
{
    private static readonly string[] s_contexts = ["context", "document", "image", "text"];

    /// <inheritdoc/>
    public string Id => "local/reader";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["question-answering", "document-question-answering"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => Runnability.Yes("built in");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new EngineStatus(Id, true, "built in; quotes the text itself, English and Russian", [], []));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var question = await SlotValues.TextAsync(request, "question", store, cancellationToken);
        var context = await ContextAsync(request, cancellationToken);
        var answers = ExtractiveQuestionAnswerer.Answer(question.Text, context.Text);
        if (answers.Count == 0)
        {
            var names = context.Sources.Select(source => source.Name).OfType<string>().Distinct().ToArray();
            throw EngineException.Model(
                $"No answer to '{Short(question.Text)}' was found in {(names.Length == 0 ? "the text" : string.Join(", ", names.Select(name => $"'{name}'")))}.",
                "Ask in the words of the text; the built-in reader only quotes.");
        }

        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var answer in answers)
        {
            text.Append(text.Length == 0 ? "" : "\n");
            var start = text.Length;
            text.Append(answer.Text);
            sources.AddRange(SourceMap.Of(context, new TextSpan(answer.Start, answer.End), new TextSpan(start, text.Length)));
        }

        return InferenceResult.Success(new TextValue(text.ToString(), context.Language ?? TextLanguage.Of(context.Text))
        {
            Sources = sources,
            Confidence = Math.Clamp(answers.Average(answer => answer.Score), 0, 1),
        });
    }

    private async Task<TextValue> ContextAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        if (s_contexts.Select(slot => request.Inputs.GetValueOrDefault(slot)).FirstOrDefault(value => value is not null) is not { } value)
        {
            throw EngineException.BadInput($"Step {request.Step.Id} has nothing to look for the answer in.", "Attach the document, or name it in the request.");
        }

        var parts = await Task.WhenAll((value is ListValue list ? list.Items : [value]).Select(item => ReadAsync(item, request, cancellationToken)));
        var context = SlotValues.Join(parts);
        return string.IsNullOrWhiteSpace(context.Text)
            ? throw EngineException.BadInput($"The text that step {request.Step.Id} is to answer from is empty.", "Give it some text.")
            : context;
    }

    private Task<TextValue> ReadAsync(Value value, InferenceRequest request, CancellationToken cancellationToken) => value switch
    {
        ArtifactValue { Modality: Modality.Image or Modality.Document, Artifact: var file } =>
            documents.ReadAsync(file, request.Parameter("language"), request.Language, request.Progress, cancellationToken),
        _ => SlotValues.TextAsync(value, request.Step.Id, "context", store, cancellationToken),
    };

    private static string Short(string question) => question.Length <= 80 ? question : string.Concat(question.AsSpan(0, 79), "…");
}
