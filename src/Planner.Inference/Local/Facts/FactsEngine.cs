using Planner.Artifacts;
using Planner.Inference.Local.Instructions;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Facts;

/// <summary>
/// Answers questions about a file itself rather than what it shows or says. Says already when models are matched which questions are not
/// of that kind, so that a model that sees or hears can have them.
/// </summary>
/// <param name="id">The card's id.</param>
/// <param name="task">The task: the Hub's own for questions about such media.</param>
/// <param name="slots">The slot of the file and that of the question.</param>
/// <param name="grammar">The questions that it understands.</param>
/// <param name="store">Where the files are.</param>
internal abstract class FactsEngine(string id, string task, (string File, string Question) slots, FactGrammar grammar, ArtifactStore store) : ILocalEngine
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [task];

    /// <summary>What it can tell, for people.</summary>
    protected abstract string Abilities { get; }

    /// <summary>The Debian packages that it needs.</summary>
    protected abstract IReadOnlyList<string> Packages { get; }

    /// <summary>Those that are missing here.</summary>
    protected abstract IReadOnlyList<string> Missing();

    /// <summary>Finds the facts that the sheet wants.</summary>
    protected abstract Task FillAsync(FactSheet sheet, Artifact file, InferenceRequest request, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step)
    {
        if (Missing() is { Count: > 0 } missing)
        {
            return Runnability.No($"{string.Join(", ", missing)} is not installed", $"apt-get install -y {string.Join(' ', missing)}");
        }

        // A question that another step will ask can't be read yet, and is seldom about a file.
        return StepText.Literal(step, slots.Question) is not { } question ? Runnability.No($"{Id} answers only questions that the plan spells out")
            : grammar.Read(question) is { IsClear: false } reading ? Runnability.No(Refusal(reading), Abilities)
            : Runnability.Yes(string.Join(", ", Packages));
    }

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var missing = Missing();
        return Task.FromResult(new EngineStatus(
            Id, missing.Count == 0, missing.Count == 0 ? "facts of the file; sees and hears nothing" : $"missing: {string.Join(", ", missing)}", Packages, missing));
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var file = SlotValues.Artifact(request, slots.File);
        var question = (await SlotValues.TextAsync(request, slots.Question, store, cancellationToken)).Text;
        var reading = grammar.Read(question);
        if (!reading.IsClear)
        {
            throw new EngineException(new StepError(StepErrorKind.CannotRun, Refusal(reading) + ".", Abilities));
        }

        var isRussian = question.Any(c => c is >= 'а' and <= 'я' or >= 'А' and <= 'Я');
        var sheet = new FactSheet(isRussian, [.. reading.Operations]);
        await FillAsync(sheet, file, request, cancellationToken);
        return InferenceResult.Success(new TextValue(sheet.Text, isRussian ? "ru" : "en")
        {
            Sources = [new ValueSource { ArtifactId = file.Id, Name = file.Name }],
        });
    }

    private string Refusal(InstructionReading<Fact> reading) => $"{Id} knows only the file itself and {reading.Problem}";
}
