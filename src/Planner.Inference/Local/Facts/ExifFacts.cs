using System.Globalization;

namespace Planner.Inference.Local.Facts;

/// <summary>What a camera noted in a picture (EXIF 2.32), as ImageMagick prints it: <c>exif:Model=…</c>.</summary>
internal sealed class ExifFacts
{
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);

    private ExifFacts()
    {
    }

    /// <summary>Maker and model; null when not noted. So with all of these.</summary>
    public string? Camera => (Tag("Make"), Tag("Model")) switch
    {
        (null, var model) => model,
        (var make, null) => make,
        ({ } make, { } model) => model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}",
    };

    /// <summary>When it was taken, by the camera's clock: <c>2026-08-03 14:05:09</c>.</summary>
    public string? Taken => DateTime.TryParseExact(
        Tag("DateTimeOriginal") ?? Tag("DateTimeDigitized") ?? Tag("DateTime"), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Latitude and longitude in degrees.</summary>
    public string? Place => (Degrees("GPSLatitude", "S"), Degrees("GPSLongitude", "W")) is ({ } latitude, { } longitude)
        ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.#####}, {longitude:0.#####}")
        : null;

    /// <summary>Exposure time, aperture, sensitivity and focal length, as far as noted.</summary>
    public string? Exposure
    {
        get
        {
            string?[] parts =
            [
                Rational("ExposureTime") is { } time and > 0 ? time < 0.5 ? Format("1/{0:0} s", 1 / time) : Format("{0:0.#} s", time) : null,
                Rational("FNumber") is { } aperture and > 0 ? Format("f/{0:0.#}", aperture) : null,
                (Tag("PhotographicSensitivity") ?? Tag("ISOSpeedRatings")) is { } iso ? $"ISO {iso}" : null,
                Rational("FocalLength") is { } length and > 0 ? Format("{0:0.#} mm", length) : null,
            ];
            return parts.Any(part => part is not null) ? string.Join(", ", parts.OfType<string>()) : null;
        }
    }

    /// <summary>Reads the lines.</summary>
    public static ExifFacts Parse(IEnumerable<string> lines)
    {
        var facts = new ExifFacts();
        foreach (var line in lines)
        {
            if (line.StartsWith("exif:", StringComparison.OrdinalIgnoreCase) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                facts._tags[line[5..equals]] = line[(equals + 1)..].Trim();
            }
        }

        return facts;
    }

    private string? Tag(string name) => _tags.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private double? Rational(string name) => Tag(name) is { } value ? Ratio(value) : null;

    // "51/1, 30/1, 2500/100": degrees, minutes, seconds.
    private double? Degrees(string name, string negative)
    {
        var parts = Tag(name)?.Split(',', StringSplitOptions.TrimEntries).Select(Ratio).ToArray();
        return parts is [{ } degrees, { } minutes, { } seconds]
            ? (degrees + (minutes / 60) + (seconds / 3600)) * (Tag(name + "Ref") == negative ? -1 : 1)
            : null;
    }

    private static double? Ratio(string text)
    {
        var parts = text.Split('/');
        return double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var above)
            ? parts.Length == 1 ? above
                : double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var below) && below != 0 ? above / below : null
            : null;
    }

    private static string Format(string format, double value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
