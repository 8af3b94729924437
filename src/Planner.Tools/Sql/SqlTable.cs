namespace Planner.Tools.Sql;

/// <summary>A table or view with its columns.</summary>
/// <param name="Name">Its name; with its schema before it where that is not the usual one.</param>
/// <param name="Columns">Its columns with their types, in order.</param>
internal sealed record SqlTable(string Name, IReadOnlyList<(string Name, string Type)> Columns)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Columns.Select(column => column.Type.Length > 0 ? $"{column.Name} {column.Type}" : column.Name))})";
}
