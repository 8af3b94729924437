using System.Diagnostics.CodeAnalysis;

namespace Planner.Routing;

/// <summary>
/// A key as the configuration names it: <c>env:NAME</c> is an environment variable, <c>file:PATH</c> the content of a file, anything else the key
/// itself. It is read anew for every use, so a key that is renewed in its place is taken without a restart. Never shows the key: not in
/// <see cref="ToString"/>, not in a message, not in JSON.
/// </summary>
public sealed class SecretReference
{
    private const string FromEnvironment = "env:";
    private const string FromFile = "file:";
    private readonly string _text;
    private readonly Func<string, string?> _environment;

    private SecretReference(string text, Func<string, string?> environment) => (_text, _environment) = (text, environment);

    /// <summary>The reference that a setting holds; null when the setting is empty.</summary>
    /// <param name="setting">What the setting says.</param>
    /// <param name="environment">Gives environment variables; null: those of this process.</param>
    public static SecretReference? From(string? setting, Func<string, string?>? environment = null) =>
        string.IsNullOrWhiteSpace(setting) ? null : new(setting.Trim(), environment ?? Environment.GetEnvironmentVariable);

    /// <summary>Reads the key.</summary>
    /// <param name="key">The key, without white space around it.</param>
    /// <param name="problem">Why there is none, and the fix; empty when there is one.</param>
    public bool TryRead([NotNullWhen(true)] out string? key, out string problem)
    {
        (key, problem) = Read();
        if (key is not null && key.Any(character => character is <= ' ' or >= '\x7f'))
        {
            // It goes into a header: what is no visible ASCII is a copying mistake, and a line break would be worse.
            (key, problem) = (null, $"The key in {this} has spaces, line breaks or other characters that no key has. Copy it again.");
        }

        return key is not null;
    }

    /// <summary>Where the key is, for people; never the key.</summary>
    public override string ToString() =>
        After(FromEnvironment) is { } name ? $"the environment variable {name}"
        : After(FromFile) is { } path ? $"the file '{path}'"
        : "the configuration";

    private (string? Key, string Problem) Read()
    {
        if (After(FromEnvironment) is { } name)
        {
            return _environment(name)?.Trim() is { Length: > 0 } value ? (value, "") : (null, $"{Capital(ToString())} is not set. Set it to the key.");
        }

        if (After(FromFile) is not { } path)
        {
            return (_text, "");
        }

        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } content ? (content, "") : (null, $"{Capital(ToString())} is empty. Put the key into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"{Capital(ToString())}, which should hold a key, can't be read: {exception.Message} Name a file that this user can read.");
        }
    }

    private string? After(string prefix) => _text.StartsWith(prefix, StringComparison.Ordinal) ? _text[prefix.Length..].Trim() : null;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
