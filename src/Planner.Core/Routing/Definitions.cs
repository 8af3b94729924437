namespace Planner.Routing;

/// <summary>What a <see cref="DefinitionStore{T}"/> held at one time.</summary>
/// <typeparam name="T">What is defined.</typeparam>
public sealed class Definitions<T>
    where T : class
{
    private readonly Dictionary<string, T> _byName;

    internal Definitions(IReadOnlyList<T> items, Func<T, string> nameOf, long version)
        : this(items, items.ToDictionary(nameOf, StringComparer.OrdinalIgnoreCase), version, null)
    {
    }

    private Definitions(IReadOnlyList<T> items, Dictionary<string, T> byName, long version, string? problem) =>
        (Items, _byName, Version, Problem) = (items, byName, version, problem);

    /// <summary>All, in the file's order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Grows with every change that this process has seen.</summary>
    public long Version { get; }

    /// <summary>Why the file's newest state is not used; null when it is.</summary>
    public string? Problem { get; }

    /// <summary>The one of that name, letter case aside; null when there is none.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    internal Definitions<T> With(string problem) => new(Items, _byName, Version, problem);
}
