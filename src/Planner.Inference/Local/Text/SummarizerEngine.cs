using System.Text;
using System.Text.RegularExpressions;
using Planner.Artifacts;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Text;

/// <summary>Summarises text by its own sentences; no program needed.</summary>
internal sealed partial class SummarizerEngine(ArtifactStore store) : ILocalEngine
{
    // Hugging Face limits summaries in tokens; English has about three words in four tokens.
    private const double WordsPerToken = 0.75;

    /// <inheritdoc/>
    public string Id => "local/summarizer";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["summarization"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => Runnability.Yes("built in");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new EngineStatus(Id, true, "built in; sentences of the text itself", [], []));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var context = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        var sentences = ExtractiveSummarizer.Summarize(context.Text, Options(request), cancellationToken);
        if (sentences.Count == 0)
        {
            throw EngineException.Model($"The text of step {request.Step.Id} has no sentence to keep.");
        }

        var isList = Points().IsMatch(request.Step.Instruction);
        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var sentence in sentences)
        {
            text.Append(text.Length == 0 ? "" : isList ? "\n" : " ").Append(isList ? "• " : "");
            var start = text.Length;
            text.Append(sentence.Text);
            sources.AddRange(SourceMap.Of(context, new TextSpan(sentence.Start, sentence.End), new TextSpan(start, text.Length)));
        }

        var summary = text.ToString();
        return InferenceResult.Success(new TextValue(summary, context.Language ?? TextLanguage.Of(summary)) { Sources = sources });
    }

    private static SummaryOptions? Options(InferenceRequest request)
    {
        var (sentences, ratio) = (request.Number("max_sentences"), request.Number("ratio"));
        var words = request.Number("max_words") ?? request.Number("max_length") * WordsPerToken;
        return sentences is null && ratio is null && words is null
            ? null
            : new SummaryOptions
            {
                MaxSentences = sentences is { } count ? (int)Math.Clamp(count, 1, 10_000) : null,
                Ratio = ratio is > 0 and <= 1 ? ratio : null,
                MaxWords = words is { } most ? (int)Math.Clamp(most, 1, 1_000_000) : null,
            };
    }

    // Asked for as a list: "in 3 bullet points", «тезисами».
    [GeneratedRegex(@"\bbullets?\b|\b(?:key|main|important) points\b|\bтезис|\bпункт|\bсписком\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Points();
}
