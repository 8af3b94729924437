using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Routing;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.SavedPlans;

/// <summary>
/// Saved plans as files that only their user may read: a folder an owner, in it a folder a name, in it a file a version. Safe for many threads and
/// processes: a version is written whole, once, and never again.
/// </summary>
public sealed class SavedPlanStore(IOptions<SavedPlanOptions> options, TimeProvider clock)
{
    private const int LongestName = 48;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Readable = new(PlannerJson.Context.Options) { WriteIndented = true };

    /// <summary>Saves a plan as the next version of its name.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="known">The version that it comes after, 0: it must be new; null: whichever there is.</param>
    /// <returns>As saved.</returns>
    /// <exception cref="BadRequestException">The name can't be one.</exception>
    /// <exception cref="SavedPlanChangedException">The newest version is not the known one.</exception>
    public SavedPlan Save(SavedPlan plan, int? known = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Name is not { Length: > 0 and <= LongestName } || plan.Name[0] == '-' || plan.Name.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-'))
        {
            throw new BadRequestException($"'{plan.Name}' can't be the name of a plan. Use up to {LongestName} small letters, digits and hyphens, such as invoice-to-spanish.");
        }

        var folder = FolderOf(plan.Name, plan.Owner);
        using var alone = FileLock.Take(folder, LockPatience);
        var newest = Versions(folder).DefaultIfEmpty(0).Max();
        if (known is { } expected && expected != newest)
        {
            throw new SavedPlanChangedException(plan.Name);
        }

        var saved = plan with { Version = newest + 1, SavedAt = clock.GetUtcNow() };
        PrivateFile.Write(PathOf(folder, saved.Version), JsonSerializer.SerializeToUtf8Bytes(saved, Readable.GetTypeInfo(typeof(SavedPlan))));
        return saved;
    }

    /// <summary>The plan of that name, or null.</summary>
    /// <param name="name">Its name, which may end with a version: <c>invoice-to-spanish@2</c>.</param>
    /// <param name="owner">Whose it is.</param>
    public SavedPlan? Find(string name, string? owner)
    {
        ArgumentNullException.ThrowIfNull(name);
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var (plain, wanted) = at < 0 ? (name, (int?)null) : (name[..at], int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        if (plain.Length == 0 || plain.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-'))
        {
            return null;
        }

        var folder = FolderOf(plain, owner);
        var version = wanted ?? Versions(folder).DefaultIfEmpty(0).Max();
        return version > 0 ? Read(PathOf(folder, version)) : null;
    }

    /// <summary>The newest version of each of an owner's plans, by name.</summary>
    public IReadOnlyList<SavedPlan> List(string? owner)
    {
        var folder = OwnersFolder(owner);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(name => Find(name!, owner)).OfType<SavedPlan>()];
    }

    /// <summary>The versions of a plan, oldest first; none when there is no such plan.</summary>
    public IReadOnlyList<int> Versions(string name, string? owner) => Find(name, owner) is { } plan ? [.. Versions(FolderOf(plan.Name, owner)).Order()] : [];

    /// <summary>Forgets a plan with all its versions; runs of it stay. False when there is none.</summary>
    public bool Remove(string name, string? owner)
    {
        if (Find(name, owner) is not { } plan || name != plan.Name)
        {
            return false;
        }

        Directory.Delete(FolderOf(name, owner), recursive: true);
        return true;
    }

    private string FolderOf(string name, string? owner) => Path.Combine(OwnersFolder(owner), name);

    // A user's name may have any letters; what a folder is called says no more of it than its hash.
    private string OwnersFolder(string? owner) => Path.Combine(
        options.Value.Folder, owner is null ? "own" : "user-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..32]);

    private static string PathOf(string folder, int version) => Path.Combine(folder, version.ToString(CultureInfo.InvariantCulture) + ".json");

    private static IEnumerable<int> Versions(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.json").Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);

    private static SavedPlan? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), PlannerJson.Context.SavedPlan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new BadRequestException($"The saved plan in '{path}' can't be read: {exception.Message} Correct the file, or remove it.", exception);
        }
    }
}
