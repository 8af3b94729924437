using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Planner.Cli;

/// <summary>The configuration: <c>appsettings.json</c> beside the program, over it the environment (<c>Planner__…</c>), over it the command line.</summary>
internal sealed class Settings
{
    private readonly IConfiguration _configuration;

    private Settings(IConfiguration configuration, string home) => (_configuration, Home) = (configuration, home);

    /// <summary>Where state is kept: <c>PLANNER_HOME</c>, otherwise <c>.planner</c> in the user's folder.</summary>
    public string Home { get; }

    /// <summary>Everything.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="CommandLineException">A file or a setting is malformed.</exception>
    public static Settings Load(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var file = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(file, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(context.Overrides.Select(ParseOverride))
                .Build();
            return new Settings(configuration, HomeOf(context));
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new CommandLineException(
                $"'{file}' is no valid JSON: {(exception.InnerException ?? exception).Message} Correct the file.", exception);
        }
    }

    /// <summary>Where state is kept.</summary>
    public static string HomeOf(CliContext context)
    {
        var home = context.Environment("PLANNER_HOME");
        return home is { Length: > 0 }
            ? Path.GetFullPath(home, context.WorkingDirectory)
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".planner");
    }

    /// <summary>Fills options from a section and checks them.</summary>
    /// <param name="section">The section's key, such as <c>Planner:Artifacts</c>.</param>
    /// <param name="options">Options with their defaults.</param>
    /// <param name="beside">Further options that are filled from the same section, whose settings are no mistakes here.</param>
    /// <exception cref="CommandLineException">A value does not fit; the message has the key, the value and the fix.</exception>
    public void Bind(string section, object options, params Type[] beside)
    {
        ArgumentNullException.ThrowIfNull(options);
        var values = _configuration.GetSection(section);
        foreach (var child in values.GetChildren())
        {
            var property = options.GetType().GetProperties().FirstOrDefault(
                property => property.CanWrite && property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                var all = beside.Append(options.GetType()).SelectMany(type => type.GetProperties()).Where(known => known.CanWrite).Select(known => known.Name).ToList();
                if (all.Except(options.GetType().GetProperties().Select(own => own.Name)).Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                var known = string.Join(", ", all.Order(StringComparer.Ordinal));
                // What stands there is not repeated: it may be a key whose setting is misspelt.
                throw new CommandLineException($"{child.Path} is not a setting. {section} has: {known}.{KnownSettings.DidYouMean(child.Key, all)} {Fix(child.Path)}");
            }

            try
            {
                property.SetValue(options, child.Get(property.PropertyType));
            }
            catch (InvalidOperationException exception)
            {
                throw Wrong(child, $"is not {Kind(property.PropertyType)}", exception);
            }
        }

        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
        {
            var name = results[0].MemberNames.FirstOrDefault() ?? "";
            var value = options.GetType().GetProperty(name)?.GetValue(options);
            throw new CommandLineException(
                $"{section}:{name} is '{Convert.ToString(value, CultureInfo.InvariantCulture)}': {results[0].ErrorMessage} {Fix($"{section}:{name}")}");
        }
    }

    private static CommandLineException Wrong(IConfigurationSection setting, string problem, Exception? inner = null) =>
        new($"{setting.Path} {(setting.Value is null ? "" : $"= '{setting.Value}' ")}{problem}. {Fix(setting.Path)}", inner);

    /// <summary>How a setting is corrected.</summary>
    internal static string Fix(string key) =>
        $"Correct it in appsettings.json, in the environment ({key.Replace(":", "__", StringComparison.Ordinal)}) or with --set {key}=VALUE.";

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(double) || t == typeof(decimal) => "a number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(TimeSpan) => "a time as hours:minutes:seconds",
        var t when t.IsEnum => $"one of {string.Join(", ", Enum.GetNames(t))}",
        var t => $"a {t.Name}",
    };

    private static KeyValuePair<string, string?> ParseOverride(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(setting[..equals].Replace("__", ":", StringComparison.Ordinal), setting[(equals + 1)..])
            : throw new CommandLineException($"--set {setting} has no value. Write it as --set Planner:Section:Name=VALUE.");
    }
}
