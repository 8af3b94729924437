using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>One subtask of a plan. The JSON form is that of a plan's line.</summary>
public sealed record PlanStep
{
    /// <summary><c>s1</c>, <c>s2</c> …; a child of a step with <see cref="ForEach"/> is <c>s2[0]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The task's id in the taxonomy, such as <c>image-to-text</c>.</summary>
    public required string Task { get; init; }

    /// <summary>What this step is for, in words; models are matched by it.</summary>
    public string Instruction { get; init => field = value ?? ""; } = "";

    /// <summary>What goes into each slot of the task.</summary>
    public IReadOnlyDictionary<string, StepInput> Inputs { get; init => field = value ?? field; } = new Dictionary<string, StepInput>();

    /// <summary>The task's parameters, such as <c>target_language</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init => field = value ?? field; } = new Dictionary<string, JsonNode?>();

    /// <summary>Steps that must be done before this one though no data flows from them.</summary>
    public IReadOnlyList<string> After { get; init => field = value ?? []; } = [];

    /// <summary>What the model must satisfy.</summary>
    public StepRequirements? Requirements { get; init; }

    /// <summary>How demanding the step is; a simple one gets a light model.</summary>
    public Complexity Complexity { get; init; }

    /// <summary>
    /// A list, such as <c>@s1.boxes</c>: one child step runs for each element. In the inputs, <c>@item</c>, or this same reference,
    /// is the element.
    /// </summary>
    [JsonPropertyName("for_each")]
    public StepInput? ForEach { get; init; }

    /// <summary>How many models run the step, for one consensus; 0 or 1: a single one.</summary>
    public int Ensemble { get; init; }

    /// <summary>True when its failure does not fail the run.</summary>
    public bool Optional { get; init; }

    /// <summary><c>replan</c>: the controller looks at the result before it goes on.</summary>
    public string? Then { get; init; }

    /// <summary>
    /// Steps that feed this one as the controller says, without saying which input they fill: links of other plan formats. Placing and
    /// mending turn each into an input or, where none takes it, into <see cref="After"/>.
    /// </summary>
    [JsonIgnore]
    internal IReadOnlyList<string> FedBy { get; init; } = [];

    /// <summary>The steps and attachments that it needs, each once: from its inputs, <see cref="ForEach"/> and <see cref="After"/>.</summary>
    [JsonIgnore]
    public IEnumerable<string> Dependencies =>
        Inputs.Values.SelectMany(input => input.References)
            .Concat(ForEach?.References ?? [])
            .Select(reference => reference.Target)
            .Where(target => target != Reference.Item)
            .Concat(After)
            .Distinct(StringComparer.Ordinal);
}
