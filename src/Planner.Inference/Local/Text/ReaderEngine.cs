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
        var given = Documents(request);
        var read = await Task.WhenAll(given.Select(item => ReadAsync(item, request, cancellationToken)));
        if (Array.TrueForAll(read, text => string.IsNullOrWhiteSpace(text.Text)))
        {
            throw EngineException.BadInput($"The text that step {request.Step.Id} is to answer from is empty.", "Give it some text.");
        }

        var context = SlotValues.Join(read);
        var parts = ExtractiveQuestionAnswerer.AnswerEach(question.Text, context.Text, cancellationToken: cancellationToken);
        if (parts.All(part => part.Answers.Count == 0))
        {
            throw EngineException.Model(
                $"No answer to '{Short(question.Text)}' was found in {Named(given, read)}.",
                "Ask in the words of the text; the built-in reader only quotes.");
        }

        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var part in parts)
        {
            if (part.Answers.Count == 0)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(NotFound(part.Question));
            }

            foreach (var answer in part.Answers)
            {
                text.Append(text.Length == 0 ? "" : "\n");
                var start = text.Length;
                text.Append(answer.Text);
                sources.AddRange(SourceMap.Of(context, new TextSpan(answer.Start, answer.End), new TextSpan(start, text.Length)));
            }
        }

        return InferenceResult.Success(new TextValue(text.ToString(), context.Language ?? TextLanguage.Of(context.Text))
        {
            Sources = sources,
            Confidence = Math.Clamp(parts.SelectMany(part => part.Answers).Average(answer => answer.Score), 0, 1),
        });
    }

    // Everything in the slots that may hold documents, lists in lists taken apart.
    private static List<Value> Documents(InferenceRequest request)
    {
        var given = s_contexts.Select(slot => request.Inputs.GetValueOrDefault(slot)).OfType<Value>().SelectMany(Items).ToList();
        return given.Count > 0
            ? given
            : throw EngineException.BadInput($"Step {request.Step.Id} has nothing to look for the answer in.", "Attach the document, or name it in the request.");
    }

    private static IEnumerable<Value> Items(Value value) => value is ListValue list ? list.Items.SelectMany(Items) : [value];

    private async Task<TextValue> ReadAsync(Value value, InferenceRequest request, CancellationToken cancellationToken) => value switch
    {
        ArtifactValue { Modality: Modality.Image or Modality.Document, Artifact: var file } =>
            await documents.ReadAsync(file, request.Parameter("language"), request.Language, request.Progress, cancellationToken),
        _ => await SlotValues.TextAsync(value, request.Step.Id, "context", store, cancellationToken),
    };

    // All that was read, what has no name as "the text".
    private static string Named(List<Value> given, TextValue[] read)
    {
        var names = given.Zip(read).SelectMany(pair => Names(pair.First, pair.Second)).Distinct().ToArray();
        return names.Length < 3 ? string.Join(" and ", names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static IEnumerable<string> Names(Value value, TextValue read)
    {
        var names = value is ArtifactValue { Artifact.Name: var file } ? [file] : read.Sources.Select(source => source.Name).OfType<string>().Distinct().ToArray();
        return names.Length == 0 ? ["the text"] : names.Select(name => $"'{name}'");
    }

    private static string NotFound(string question) =>
        $"{Short(question.TrimEnd(' ', '?', '.'))}: {(TextLanguage.Of(question) == "ru" ? "не найдено" : "not found")}";

    private static string Short(string question) => question.Length <= 80 ? question : string.Concat(question.AsSpan(0, 79), "…");
}
