using System.Text.Json.Serialization;
using Planner.Values;

namespace Planner.Catalog;

/// <summary>One input of a task.</summary>
public sealed record TaskSlot
{
    /// <summary>The input's name in plans, such as <c>image</c> or <c>question</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes, best first; usually one.</summary>
    public required IReadOnlyList<Modality> Accepts { get; init; }

    /// <summary>Whether the task can run without it.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether the task can't run without it.</summary>
    [JsonIgnore]
    public bool Required => !Optional;

    /// <summary>Whether it takes several values (documents to rank, candidate labels, slides).</summary>
    public bool Many { get; init; }

    /// <summary>How far <paramref name="given"/> is from what the slot takes, see <see cref="Modalities.Distance"/>; null: it does not fit.</summary>
    public int? Distance(Modality given) => Accepts.Select(wanted => Modalities.Distance(given, wanted)).Min();

    /// <summary>Whether it takes what a step gives. A text file may stand for a document; words that a step gives are no file.</summary>
    public bool Takes(Modality result) => Distance(result) is not null && (result != Modality.Text || !Accepts.All(Modalities.IsMedia));
}
