using System.Text;
using System.Text.Json;
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
        var (table, origin) = await TableAsync(request, cancellationToken);
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

    private async Task<(DelimitedTable Table, ValueSource Origin)> TableAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var value = request.Inputs.GetValueOrDefault("table") switch
        {
            ListValue { Items: [var only] } => only,
            { } given => given,
            null => throw EngineException.BadInput($"Step {request.Step.Id} has no table.", "Attach a CSV or TSV file."),
        };
        var (result, origin) = value switch
        {
            ArtifactValue { Modality: Modality.Table or Modality.Text, Artifact: var file } =>
                (DelimitedTable.Parse(await store.ReadTextAsync(file, cancellationToken)), new ValueSource { ArtifactId = file.Id, Name = file.Name }),
            TextValue text => (DelimitedTable.Parse(text.Text), Origin(text)),
            StructuredValue { Shape: Modality.Table } structured => (
                DelimitedTable.Parse(Delimited(structured.Json), new TableReadOptions { Separator = ',', HasHeader = true }), Origin(structured)),
            ArtifactValue { Artifact: var file } => throw EngineException.BadInput($"'{file.Name}' is {file.MediaType}, no table.", "Attach a CSV or TSV file."),
            _ => throw EngineException.BadInput($"Step {request.Step.Id} wants a table, not {value.Modality.Name()}.", "Attach a CSV or TSV file."),
        };
        return result switch
        {
            TableReadResult.Read { Table: var table } => (table, origin),
            TableReadResult.Failed { Error: var error } => throw EngineException.BadInput($"{origin.Name ?? "The table"}: {error.Message}"),
            _ => throw EngineException.BadInput($"{origin.Name ?? "The table"} can't be read as a table.", "Attach a CSV or TSV file."),
        };
    }

    private static ValueSource Origin(Value value) =>
        value.Sources.Count == 0 ? new ValueSource() : new ValueSource { ArtifactId = value.Sources[0].ArtifactId, Name = value.Sources[0].Name };

    private static string Delimited(JsonElement table)
    {
        if (table.ValueKind != JsonValueKind.Object || !table.TryGetProperty("columns", out var columns) || !table.TryGetProperty("rows", out var rows)
            || columns.ValueKind != JsonValueKind.Array || rows.ValueKind != JsonValueKind.Array || rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Array))
        {
            throw EngineException.BadInput("The table is not of the form {\"columns\":[…],\"rows\":[[…]]}.");
        }

        var text = new StringBuilder();
        foreach (var row in rows.EnumerateArray().Prepend(columns))
        {
            text.AppendJoin(',', row.EnumerateArray().Select(cell => $"\"{cell.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return text.ToString();
    }
}
