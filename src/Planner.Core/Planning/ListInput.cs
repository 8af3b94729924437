using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>Several inputs for one slot.</summary>
/// <param name="Items">The inputs, in order.</param>
public sealed record ListInput(IReadOnlyList<StepInput> Items) : StepInput
{
    /// <inheritdoc/>
    public override IEnumerable<Reference> References => Items.SelectMany(item => item.References);

    /// <inheritdoc/>
    public override JsonNode? ToJson() => new JsonArray([.. Items.Select(item => item.ToJson())]);

    /// <inheritdoc/>
    public override StepInput Map(Func<Reference, Reference> replace) => new ListInput([.. Items.Select(item => item.Map(replace))]);

    /// <inheritdoc/>
    public bool Equals(ListInput? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Count;
}
