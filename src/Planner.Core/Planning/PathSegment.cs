using System.Globalization;

namespace Planner.Planning;

/// <summary>One step of a path into a value: a member's name or an index.</summary>
public readonly record struct PathSegment
{
    private PathSegment(string? name, int index)
    {
        Name = name;
        Index = index;
    }

    /// <summary>The member's name; null for an index.</summary>
    public string? Name { get; }

    /// <summary>The index, from 0, when <see cref="Name"/> is null.</summary>
    public int Index { get; }

    /// <summary>The member called <paramref name="name"/>.</summary>
    public static PathSegment Member(string name) => new(name, 0);

    /// <summary>The element at <paramref name="index"/>, from 0.</summary>
    public static PathSegment At(int index) => new(null, index);

    /// <inheritdoc/>
    public override string ToString() => Name is null ? string.Create(CultureInfo.InvariantCulture, $"[{Index}]") : "." + Name;
}
