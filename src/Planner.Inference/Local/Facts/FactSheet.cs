using System.Globalization;

namespace Planner.Inference.Local.Facts;

/// <summary>Puts facts into lines, in English or Russian.</summary>
/// <param name="isRussian">In Russian.</param>
/// <param name="asked">What was asked for; <see cref="Fact.All"/> or none of the file's own: everything.</param>
internal sealed class FactSheet(bool isRussian, IReadOnlyCollection<Fact> asked)
{
    private readonly List<string> _lines = [];

    /// <summary>The lines so far.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Whether a fact is wanted; costly ones are not found out when not.</summary>
    public bool Wants(Fact fact) => asked.Contains(Fact.All) || asked.Contains(fact);

    /// <summary>Says a fact, when it is wanted.</summary>
    /// <param name="fact">Which.</param>
    /// <param name="value">What it is; null: the file does not say, which is told only when the fact itself was asked for.</param>
    public void Add(Fact fact, string? value)
    {
        if (Wants(fact) && (value is not null || asked.Contains(fact)))
        {
            _lines.Add($"{(isRussian ? fact.Russian : fact.English)}: {value ?? Say("the file does not say", "в файле не указано")}");
        }
    }

    /// <summary>One of two wordings.</summary>
    public string Say(string english, string russian) => isRussian ? russian : english;

    /// <summary>A number with few decimals, such as <c>29.97</c> or <c>29,97</c>.</summary>
    public string Number(double value, string format = "0.##") =>
        value.ToString(format, CultureInfo.InvariantCulture).Replace('.', isRussian ? ',' : '.');

    /// <summary>A size in bytes as people say it; a kilobyte has 1000.</summary>
    public string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} {Say("B", "Б")}",
        < 1_000_000 => $"{Number(bytes / 1e3, "0.#")} {Say("kB", "кБ")} ({bytes} {Say("B", "Б")})",
        _ => $"{Number(bytes / 1e6, "0.##")} {Say("MB", "МБ")} ({bytes} {Say("B", "Б")})",
    };

    /// <summary>A stretch of time: <c>3.2 s</c>, <c>2:05 (125 s)</c>.</summary>
    public string Time(double seconds)
    {
        var plain = $"{Number(seconds)} {Say("s", "с")}";
        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        return seconds < 60 ? plain : $"{whole.ToString(whole.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture)} ({plain})";
    }

    /// <summary>Width and height in pixels, with megapixels where there is one.</summary>
    public string Pixels(int width, int height)
    {
        var million = (double)width * height / 1e6;
        return $"{width} × {height} {Say("pixels", "пикселей")}" + (million >= 0.1 ? $" ({Number(million, "0.0#")} {Say("megapixels", "Мп")})" : "");
    }

    /// <summary>Which way it lies.</summary>
    public string Orientation(int width, int height) =>
        width == height ? Say("square", "квадрат") : width > height ? Say("landscape", "горизонтальная") : Say("portrait", "вертикальная");
}
