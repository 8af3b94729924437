using Planner.Text;

namespace Planner.Cli;

/// <summary>
/// The settings that there are, so that a misspelt one stops the program before anything else happens: a section or name that nobody reads would pass
/// silently.
/// </summary>
internal sealed class KnownSettings
{
    private const string Root = "Planner";
    private readonly Dictionary<string, Action> _sections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a section, and how its values are checked.</summary>
    /// <param name="section">Its key, such as <c>Planner:Artifacts</c>.</param>
    /// <param name="check">Throws when a value does not fit.</param>
    public void Add(string section, Action check) => _sections[section] = _sections.TryGetValue(section, out var before) ? before + check : check;

    /// <summary>Looks at all that is configured.</summary>
    /// <exception cref="CommandLineException">A setting does not exist, or its value does not fit.</exception>
    public void ThrowIfWrong(Settings settings, IEnumerable<string> overrides)
    {
        foreach (var key in overrides.Select(text => text.Split('=')[0].Replace("__", ":", StringComparison.Ordinal)).Where(key => !key.StartsWith(Root + ":", StringComparison.OrdinalIgnoreCase)))
        {
            var corrected = key.Contains(':', StringComparison.Ordinal) ? Root + key[key.IndexOf(':', StringComparison.Ordinal)..] : $"{Root}:{key}";
            throw new CommandLineException($"--set {key} is not a setting: all begin with '{Root}:'. Did you mean {Nearest(corrected, _sections.Keys.Append(corrected)) ?? corrected}?");
        }

        foreach (var section in settings.Configuration.GetSection(Root).GetChildren())
        {
            if (!_sections.TryGetValue(section.Path, out var check))
            {
                var known = string.Join(", ", _sections.Keys.Order(StringComparer.Ordinal));
                throw new CommandLineException($"{section.Path} is not a section of settings. There are: {known}.{DidYouMean(section.Path, _sections.Keys)} {Settings.Fix(section.Path)}");
            }

            if (section.Value is null)
            {
                check();
            }
        }
    }

    /// <summary>A hint at the name that was meant; empty when none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known) => Nearest(name, known) is { } near ? $" Did you mean {near}?" : "";

    // At most a third of the letters differ.
    private static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(one => (Name: one, Distance: EditDistance.Between(name.ToUpperInvariant(), one.ToUpperInvariant())))
        .Where(pair => pair.Distance * 3 <= Math.Max(name.Length, 3))
        .OrderBy(pair => pair.Distance).Select(pair => pair.Name).FirstOrDefault();
}
