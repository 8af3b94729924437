namespace Planner.Catalog;

/// <summary>A setting of a task.</summary>
public sealed record TaskParameter
{
    /// <summary>The parameter's name, as Hugging Face spells it where it has one.</summary>
    public required string Name { get; init; }

    /// <summary><c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>, <c>language</c> (ISO 639-1) or <c>strings</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it does, with units.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}
