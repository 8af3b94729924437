using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>The value, or a part of the value, that another step or an attachment gives.</summary>
/// <param name="Reference">Which one.</param>
public sealed record ReferenceInput(Reference Reference) : StepInput
{
    /// <inheritdoc/>
    public override IEnumerable<Reference> References => [Reference];

    /// <inheritdoc/>
    public override JsonNode? ToJson() => Reference.ToString();

    /// <inheritdoc/>
    public override StepInput Map(Func<Reference, Reference> replace) => new ReferenceInput(replace(Reference));
}
