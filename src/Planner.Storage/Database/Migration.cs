using System.Globalization;
using System.Reflection;

namespace Planner.Storage.Database;

/// <summary>A step from one version of the schema to the next.</summary>
/// <param name="Version">The version that the database has after it.</param>
/// <param name="Name">What it is called, for logs.</param>
/// <param name="ReadScript">Gives the SQL; read only when it is needed.</param>
internal sealed record Migration(int Version, string Name, Func<string> ReadScript)
{
    /// <summary>The shipped ones, from <c>Migrations/0001_name.sql</c> on, in order.</summary>
    public static IReadOnlyList<Migration> Shipped { get; } = [.. Find(typeof(Migration).Assembly, "").OrderBy(migration => migration.Version)];

    /// <summary>Those of the catalog's database, from <c>Models/Migrations</c>.</summary>
    public static IReadOnlyList<Migration> Models { get; } = [.. Find(typeof(Migration).Assembly, "models/").OrderBy(migration => migration.Version)];

    private static IEnumerable<Migration> Find(Assembly assembly, string folder) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.EndsWith(".sql", StringComparison.Ordinal)
        where resource[..(resource.LastIndexOf('/') + 1)] == folder
        let name = resource[folder.Length..^".sql".Length]
        select new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, () => Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
