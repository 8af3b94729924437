using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>Something that the plan gives as it is: text, a number, an object.</summary>
/// <param name="Json">The literal; null for JSON's null.</param>
public sealed record LiteralInput(JsonNode? Json) : StepInput
{
    /// <inheritdoc/>
    public override IEnumerable<Reference> References => [];

    /// <summary>The literal as text when it is a string, otherwise null.</summary>
    public string? AsText => Json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <inheritdoc/>
    public override JsonNode? ToJson() => AsText is { } text ? Escape(text) : Json?.DeepClone();

    /// <inheritdoc/>
    public override StepInput Map(Func<Reference, Reference> replace) => this;

    /// <inheritdoc/>
    public bool Equals(LiteralInput? other) => other is not null && JsonNode.DeepEquals(Json, other.Json);

    /// <inheritdoc/>
    public override int GetHashCode() => Json?.ToJsonString().GetHashCode(StringComparison.Ordinal) ?? 0;

    internal static string Escape(string text) => text.Replace("@", "@@", StringComparison.Ordinal);
}
