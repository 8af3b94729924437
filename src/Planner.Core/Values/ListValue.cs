using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>Several values, in order.</summary>
/// <param name="Items">The values.</param>
public sealed record ListValue(IReadOnlyList<Value> Items) : Value
{
    /// <inheritdoc/>
    /// <remarks>That of the items when they agree, otherwise <see cref="Modality.Any"/>.</remarks>
    [JsonIgnore]
    public override Modality Modality =>
        Items.Count > 0 && Items.All(item => item.Modality == Items[0].Modality) ? Items[0].Modality : Modality.Any;
}
