using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>Text with references in it, such as <c>Compare @{s1} with @{s2}</c>.</summary>
/// <param name="Parts">Text and reference by turns.</param>
/// <param name="After">The text after the last reference.</param>
public sealed record TemplateInput(IReadOnlyList<TemplatePart> Parts, string After) : StepInput
{
    /// <inheritdoc/>
    public override IEnumerable<Reference> References => Parts.Select(part => part.Reference);

    /// <inheritdoc/>
    public override JsonNode? ToJson() =>
        string.Concat(Parts.Select(part => $"{LiteralInput.Escape(part.Before)}@{{{part.Reference.Body}}}")) + LiteralInput.Escape(After);

    /// <inheritdoc/>
    public override StepInput Map(Func<Reference, Reference> replace) =>
        new TemplateInput([.. Parts.Select(part => part with { Reference = replace(part.Reference) })], After);

    /// <inheritdoc/>
    public bool Equals(TemplateInput? other) => other is not null && After == other.After && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parts.Count, After);
}
