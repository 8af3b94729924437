namespace Planner.Artifacts;

/// <summary>Makes file names that are safe on every system.</summary>
internal static class SafeName
{
    private const int MaxLength = 100;

    /// <summary>
    /// The last part of the given name with everything but letters, digits, <c>-_.() </c> and blanks replaced, no leading dot, and an
    /// ending that says what the bytes are.
    /// </summary>
    public static string For(string name, string mediaType)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '(' or ')' or ' ' ? c : '_')).Trim(' ', '.');
        var extension = MediaTypes.Extension(mediaType);
        var stem = Path.GetFileNameWithoutExtension(clean);
        if (extension is null || MediaTypes.FromName(clean) == mediaType)
        {
            extension = Path.GetExtension(clean);
        }
        else if (MediaTypes.FromName(clean) is null)
        {
            // What follows the last dot is no ending that is known: part of the name, as in "minutes 3.12".
            stem = clean;
        }

        stem = stem.Length == 0 ? "file" : stem[..Math.Min(stem.Length, MaxLength)];
        return stem + extension[..Math.Min(extension.Length, 12)];
    }
}
