using Planner.Artifacts;
using Planner.Planning;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Tables;

/// <summary>Answers questions about tables, and holds what a text states against a table of payments; no program needed.</summary>
internal sealed class TableReaderEngine(ArtifactStore store) : ILocalEngine
{
    // Beginnings of words that ask for a comparison, in English, Russian and Spanish.
    private static readonly string[] s_compare =
        ["check", "compar", "reconcil", "verif", "match", "провер", "сравн", "свер", "сопостав", "comprob", "compár", "concili", "cotej"];

    /// <inheritdoc/>
    public string Id => "local/table-reader";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["table-question-answering"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => Runnability.Yes("built in");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new EngineStatus(Id, true, "built in; CSV and TSV, questions in English and Russian", [], []));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var (table, origin) = await TableInput.ReadAsync(request, store, cancellationToken);
        var slot = request.Inputs.ContainsKey("query") ? "query" : "question";
        var question = await SlotValues.TextAsync(request, slot, store, cancellationToken);
        return Reconcile(request, slot, table, question) is { } reconciliation
            ? InferenceResult.Success(Compared(reconciliation, request.Language ?? TextLanguage.Of(question.Text) ?? "en", table, origin, question))
            : Answer(table, question.Text, origin);
    }

    private static InferenceResult Answer(DelimitedTable table, string question, ValueSource origin)
    {
        var answer = TableQuestionAnswerer.Answer(table, question);
        return answer.IsAnswered
            ? InferenceResult.Success(new TextValue(answer.Answer)
            {
                Sources = [.. answer.Coordinates.Select(cell => origin with { Row = cell.Row, Column = table.Columns[cell.Column].Name })],
                Confidence = Math.Clamp(answer.Confidence, 0, 1),
            })
            : InferenceResult.Failure(
                StepErrorKind.Model, $"{origin.Name ?? "The table"} has no answer: {answer.Explanation}",
                $"Ask by the table's columns: {string.Join(", ", table.Columns.Select(column => column.Name))}.");
    }

    // A text that states who is to pay how much is to be held against the table, asked for in so many words or not. One stated amount alone
    // may be part of a plain question ("which payments of Anna Schmidt were over 1000?"), unless it came in from another step.
    private static Reconciliation? Reconcile(InferenceRequest request, string slot, DelimitedTable table, TextValue question)
    {
        var reconciliation = TableReconciler.Check(table, question.Text);
        var stated = reconciliation.Problem.Length > 0 ? 0 : reconciliation.Lines.Count(line => line.Stated is not null);
        var isAsked = AsksToCompare(question.Text) || AsksToCompare(request.Step.Instruction);
        var comesFromElsewhere = request.Step.Inputs.GetValueOrDefault(slot)?.References.Any() ?? false;
        return stated >= 2 || (stated == 1 && (isAsked || comesFromElsewhere)) ? reconciliation : null;
    }

    private static bool AsksToCompare(string text) =>
        text.Split([' ', '\n', '\t', ',', '.', ':', ';', '(', '"', '«'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => s_compare.Any(stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase)));

    private static TextValue Compared(Reconciliation reconciliation, string language, DelimitedTable table, ValueSource origin, TextValue question)
    {
        var text = ReconciliationText.Render(reconciliation, language);
        var sources = new List<ValueSource>();
        foreach (var line in reconciliation.Lines)
        {
            var at = text.IndexOf(line.Name, StringComparison.Ordinal);
            var end = at < 0 ? -1 : text.IndexOf('\n', at);
            TextSpan? covers = at < 0 ? null : new TextSpan(at, end < 0 ? text.Length : end);
            sources.AddRange(line.Coordinates.Select(cell => origin with { Covers = covers, Row = cell.Row, Column = table.Columns[cell.Column].Name }));
        }

        // A payment that is missing has no cell to point at: the whole table is the source of that.
        return new TextValue(text, language is "en" or "ru" or "es" ? language : "en")
        {
            Sources = [.. sources, .. sources.Count == 0 ? [origin] : Array.Empty<ValueSource>(), .. SourceMap.Whole(question.Sources)],
        };
    }
}
