using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Images.ImageOperation>;

namespace Planner.Inference.Local.Images;

/// <summary>Ways to ask for something drawn on the picture, a border or words, and for another format.</summary>
internal static class DrawingRules
{
    private const string Text = "(?:text|words?|caption|title|label|watermark|inscription|heading|phrase|saying|that says|надпись|подпись|текст[а-я]*|слов[а-я]+|заголовок|фраз[а-я]+|водян[а-я]+ знак)";

    private static readonly string s_style =
        $"(?:(?:in|with|of|and|letters?|font|size|color|colour|буквами|шрифтом|размер[а-я]*|цвет[а-я]*|,)|{Colour.Pattern}|{{n}} ?(?:px|pt|points?|pixels?|пикселей|пт)?)";

    public static IEnumerable<Rule> All =>
    [
        Rule.Of(
            $"(?:(?:add|put|draw|give|make|добав[а-я]+|нарису[а-я]+|сдела[а-я]+|постав[а-я]+){{obj}} )?(?:(?:a|an|в) )?(?:(?:{{n}}{{px}}|(?<thin>thin|тонк[а-я]+)|(?<thick>thick|wide|толст[а-я]+|широк[а-я]+)|{Colour.Pattern}),? )*"
            + "(?:border|frame|рамк[а-я]+|окантовк[а-я]+)(?:{obj}(?: (?:of|with|width|wide|a|thickness|in|around|шириной|толщиной|размером|в|на|вокруг|цвет[а-я]*))*(?: ?{n}{px}(?: (?:wide|thick|width))?| "
            + $"{Colour.Pattern})(?: width| thickness)?)*{{obj}}",
            match => new ImageOperation("border", canvas =>
            {
                // Unsaid, by the picture's size.
                var width = Math.Clamp(match.Value() ?? Math.Max(2, Math.Min(canvas.Width, canvas.Height) / (match.Has("thin") ? 100.0 : match.Has("thick") ? 15 : 40)), 1, 5000);
                var pixels = (int)Math.Round(width);
                canvas.Resize(
                    canvas.Width + (2 * pixels), canvas.Height + (2 * pixels),
                    "-bordercolor", Colour.Of(match) ?? "#000000", "-border", ImageCanvas.Invariant($"{pixels}x{pixels}"));
            })),
        Rule.Of(
            $"(?:write|add|put|annotate|caption|label|stamp|print|place|напиш[а-я]+|добав[а-я]+|подпиш[а-я]+|постав[а-я]+|нанес[а-я]+|надпиш[а-я]+|встав[а-я]+|помест[а-я]+|размест[а-я]+)"
            + $"(?:{{obj}}(?: (?:{Text}|{Gravity.Pattern}|with|on|в|на|{s_style})))*{{obj}} ?:? ?{{q}}(?:{{obj}}(?:,? (?:{Gravity.Pattern}|on|onto|в|на|{s_style})))*{{obj}}",
            Write),
        Rule.Of(
            $"(?:convert|save|export|change|turn|make|transform|сохран[а-я]+|преобраз[а-я]+|конвертир[а-я]+|сконвертир[а-я]+|перевед[а-я]+|перегон[а-я]+|сдела[а-я]+){{obj}}(?: (?:to|as|in|into|from (?<from>{Formats})|в|как|из (?<from>{Formats})|a|an|the|формат[а-я]*|format))+ {Format}"
            + $"|(?:to|as|into|in|в|как)(?: (?:an?|формат[а-я]*))* {Format}",
            match => new ImageOperation("converted", canvas => canvas.Format = match.Groups["format"].Value.ToLowerInvariant() switch
            {
                "jpg" => "jpeg",
                "tif" => "tiff",
                var format => format,
            })),
    ];

    private const string Formats = "png|jpe?g|gif|webp|bmp|tiff?";

    private const string Format = "(?<format>" + Formats + ")(?: (?:format|file|image|формат[а-я]*))?";

    private static ImageOperation Write(Match match)
    {
        var text = match.Groups["q"].Value;
        var place = match.Groups["at"] is { Success: true, Value: var said } ? Gravity.Of(said)! : "South";
        return new ImageOperation("text", canvas =>
        {
            // The longest line is to fit: a letter is about 0.6 of its height wide.
            var fits = canvas.Width * 0.94 / (0.62 * Math.Max(1, text.Split('\n').Max(line => line.Length)));
            var size = match.Value() ?? Math.Max(8, Math.Min(fits, canvas.Height / 9.0));
            var colour = Colour.Of(match) ?? "white";
            canvas.Add(
                "-font", TextFont.Path, "-pointsize", ImageCanvas.Invariant($"{size:0.#}"), "-gravity", place, "-fill", colour,
                // White or black behind the letters keeps them readable on any picture.
                "-undercolor", colour is "white" or "#ffffff" ? "#000000a0" : "#ffffffa0",
                "-annotate", ImageCanvas.Invariant($"+{canvas.Width / 50}+{canvas.Height / 50}"), ImageMagick.Literal(text), "+gravity");
        });
    }
}
