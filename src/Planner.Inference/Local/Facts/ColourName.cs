namespace Planner.Inference.Local.Facts;

/// <summary>
/// The everyday name of a colour, by its place in OKLCH (Björn Ottosson 2020, "A perceptual color space for image processing"): lightness
/// and chroma tell greys, browns and pinks, hue the rest.
/// </summary>
/// <param name="English">Such as <c>light blue</c>.</param>
/// <param name="Russian">Such as <c>голубой</c>.</param>
internal sealed record ColourName(string English, string Russian)
{
    private const double Grey = 0.035;

    private static readonly ColourName s_black = new("black", "чёрный");
    private static readonly ColourName s_darkGrey = new("dark grey", "тёмно-серый");
    private static readonly ColourName s_grey = new("grey", "серый");
    private static readonly ColourName s_lightGrey = new("light grey", "светло-серый");
    private static readonly ColourName s_white = new("white", "белый");
    private static readonly ColourName s_red = new("red", "красный");
    private static readonly ColourName s_darkRed = new("dark red", "тёмно-красный");
    private static readonly ColourName s_pink = new("pink", "розовый");
    private static readonly ColourName s_brown = new("brown", "коричневый");
    private static readonly ColourName s_orange = new("orange", "оранжевый");
    private static readonly ColourName s_beige = new("beige", "бежевый");
    private static readonly ColourName s_yellow = new("yellow", "жёлтый");
    private static readonly ColourName s_olive = new("olive", "оливковый");
    private static readonly ColourName s_green = new("green", "зелёный");
    private static readonly ColourName s_darkGreen = new("dark green", "тёмно-зелёный");
    private static readonly ColourName s_turquoise = new("turquoise", "бирюзовый");
    private static readonly ColourName s_lightBlue = new("light blue", "голубой");
    private static readonly ColourName s_blue = new("blue", "синий");
    private static readonly ColourName s_darkBlue = new("dark blue", "тёмно-синий");
    private static readonly ColourName s_purple = new("purple", "фиолетовый");

    /// <summary>The name of an sRGB colour.</summary>
    public static ColourName Of(byte red, byte green, byte blue)
    {
        var (lightness, chroma, hue) = Oklch(red, green, blue);
        // What is nearly black or white has no colour to the eye, whatever its hue.
        return chroma < Grey || lightness < 0.17 || (lightness > 0.97 && chroma < 0.06) ? Neutral(lightness) : hue switch
        {
            < 10 or >= 350 => lightness > 0.62 ? s_pink : lightness < 0.42 ? s_darkRed : s_red,
            < 42 => lightness > 0.74 ? s_pink : chroma < 0.11 ? s_brown : lightness < 0.44 ? s_darkRed : s_red,
            < 85 => lightness < 0.64 ? s_brown : chroma < 0.085 ? s_beige : s_orange,
            < 115 => lightness < 0.62 ? s_olive : chroma < 0.07 ? s_beige : s_yellow,
            < 168 => lightness < 0.42 ? s_darkGreen : s_green,
            < 212 => s_turquoise,
            < 285 => lightness > 0.72 ? s_lightBlue : lightness < 0.36 ? s_darkBlue : s_blue,
            _ => hue > 330 && lightness > 0.6 ? s_pink : s_purple,
        };
    }

    private static ColourName Neutral(double lightness) => lightness switch
    {
        < 0.23 => s_black,
        < 0.46 => s_darkGrey,
        < 0.74 => s_grey,
        < 0.93 => s_lightGrey,
        _ => s_white,
    };

    private static (double Lightness, double Chroma, double Hue) Oklch(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear(red), Linear(green), Linear(blue));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var lightness = (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s);
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var across = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        return (lightness, Math.Sqrt((a * a) + (across * across)), ((Math.Atan2(across, a) * 180 / Math.PI) + 360) % 360);
    }

    // IEC 61966-2-1.
    private static double Linear(byte value) => value / 255.0 is var x && x <= 0.04045 ? x / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
}
