using System.Text.Json.Serialization;
using Planner.Values;

namespace Planner.Catalog;

/// <summary>A kind of subtask: what goes in, what comes out, how people ask for it. Read from <c>model-catalog/tasks.json</c>.</summary>
public sealed record TaskType
{
    /// <summary>The Hub's id, such as <c>automatic-speech-recognition</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>nlp</c>, <c>audio</c>, <c>cv</c>, <c>multimodal</c>, <c>tabular</c> or <c>other</c>.</summary>
    public required string Group { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What goes in.</summary>
    public required IReadOnlyList<TaskSlot> Inputs { get; init; }

    /// <summary>What comes out.</summary>
    public required Modality Output { get; init; }

    /// <summary>Its settings.</summary>
    public IReadOnlyList<TaskParameter> Parameters { get; init => field = value ?? []; } = [];

    /// <summary>Other names for it, such as TaskBench's.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>True for a task that is only planned when a task list given from outside names it.</summary>
    public bool Unplannable { get; init; }

    /// <summary>Whether it is planned of its own accord.</summary>
    [JsonIgnore]
    public bool Plannable => !Unplannable;

    /// <summary>Cue phrases by language (<c>en</c>, <c>ru</c>), in the form that the embedded planner reads.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Cues { get; init => field = value ?? field; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// By language, what people want when they ask for it, in their words rather than the models': things, occasions, aims. Read when models are
    /// searched for without a task; unlike <see cref="Cues"/>, a single word of it decides nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Uses { get; init => field = value ?? field; } = new Dictionary<string, string>();

    /// <summary>What people call its result, by language, in the form of <see cref="Cues"/>: "the summary", "the edited picture".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Results { get; init => field = value ?? field; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The slot that the request's own words may fill: a question, a prompt, an instruction. Null: none.</summary>
    public string? Prompt { get; init; }

    /// <summary>The slot called <paramref name="name"/>, or null.</summary>
    public TaskSlot? Slot(string name) => Inputs.FirstOrDefault(slot => slot.Name == name);
}
