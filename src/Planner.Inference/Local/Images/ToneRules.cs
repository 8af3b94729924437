using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Images.ImageOperation>;

namespace Planner.Inference.Local.Images;

/// <summary>Ways to ask for other colours: grayscale, sepia, negative, brightness, contrast, saturation.</summary>
internal static class ToneRules
{
    // Percent, where the instruction does not say how much.
    private const double Usual = 20;

    private const string Property = "(?<prop>brightness|contrast|saturation|яркост[а-я]+|контраст[а-я]*|насыщенност[а-я]+)";

    private const string By = "(?:(?: by| на|,)? {n}{%})?";

    private const string Up = "(?<up>increase|raise|boost|more|higher|add|improve|strengthen|повыс[а-я]+|увелич[а-я]+|прибав[а-я]+|добав[а-я]+|больше|подн[а-я]+|усил[а-я]+)";

    private const string Down = "(?<down>decrease|reduce|lower|less|drop|пониз[а-я]+|уменьш[а-я]+|сниз[а-я]+|убав[а-я]+|меньше|ослаб[а-я]+)";

    public static IEnumerable<Rule> All =>
    [
        Rule.Of(
            "(?:black ?(?:and|&|-and-) ?white|black-white|b ?& ?w|b/w|gr[ae]y[ -]?scale|shades of gr[ae]y|monochrome|desaturate|"
            + "(?:remove|убери|убрать|удали) (?:the |all )?(?:colou?rs?|цвета?)|ч/б|ч-б|чб|черно[ -]бел[а-я]+|(?:в )?оттенк[а-я]+ серого|монохромн[а-я]+|обесцвет[а-я]+)",
            _ => ImageOperation.Plain("grayscale", "-colorspace", "Gray")),
        Rule.Of("(?:(?:old|vintage|старинн[а-я]+) )?sepia(?:[ -]?toned?)?|(?:в (?:стил[а-я]+|тон[а-я]*|цвет[а-я]*) )?сепи[а-я]+", _ => ImageOperation.Plain("sepia", "-sepia-tone", "80%")),
        Rule.Of(
            "(?:photo )?negative|invert{obj}(?: colou?rs)?|негатив[а-я]*|инвертир[а-я]+{obj}(?: цвет[а-я]*)?|инверси[а-я]+(?: цвет[а-я]*)?",
            _ => ImageOperation.Plain("negative", "-channel", "RGB", "-negate", "+channel")),
        Rule.Of(
            $"(?:(?:{Up}|{Down}){{obj}}(?: (?:by|на) {{n}}{{%}})?(?: the)? {Property}(?:(?: and| и|,)(?: the)? {Property})*{{obj}}{By}(?: {{deg}})?)",
            match => Adjust(match, match.Has("up") ? 1 : -1, [.. match.Groups["prop"].Captures.Select(capture => Kind(capture.Value))])),
        Rule.Of($"(?:{{deg}} |(?:на )?{{n}}{{%}} )?(?:brighten|brighter|lighten|lighter|осветл[а-я]+|по?ярче|ярче|по?светлее|светлее|более (?:ярк|светл)[а-я]+){{obj}}{By}(?: {{deg}})?", match => Adjust(match, 1, ['b'])),
        Rule.Of($"(?:{{deg}} |(?:на )?{{n}}{{%}} )?(?:darken|darker|dim|dimmer|затемн[а-я]+|по?темнее|темнее|более темн[а-я]+){{obj}}{By}(?: {{deg}})?", match => Adjust(match, -1, ['b'])),
        Rule.Of($"(?:{{deg}} )?(?:high(?:er)? contrast|more contrasty|по?контрастнее|контрастнее|более контрастн[а-я]+){{obj}}{By}", match => Adjust(match, 1, ['c'])),
        Rule.Of(
            $"(?:{{deg}} )?(?:more )?(?:vivid|vibrant|saturated|colou?rful|по?сочнее|сочнее|насыщеннее|более насыщенн[а-я]+|красочнее)(?: (?:colou?rs|цвета))?{{obj}}{By}",
            match => Adjust(match, 1, ['s'])),
        Rule.Of(
            $"(?:{{deg}} )?(?:less (?:vivid|vibrant|saturated|colou?rful)|менее (?:насыщенн[а-я]+|ярк[а-я]+ цвета)|бледнее|по?бледнее){{obj}}{By}",
            match => Adjust(match, -1, ['s'])),
    ];

    private static char Kind(string property) =>
        property[0] is 'b' or 'B' or 'я' or 'Я' ? 'b' : property[0] is 'c' or 'C' or 'к' or 'К' ? 'c' : 's';

    private static ImageOperation Adjust(Match match, int sign, IReadOnlyList<char> kinds)
    {
        var percent = sign * Math.Min(match.Value() ?? Usual * match.Degree(), sign < 0 ? 100 : 1000);
        return new ImageOperation(
            string.Join('-', kinds.Distinct().Select(kind => Name(kind, sign))),
            canvas =>
            {
                foreach (var kind in kinds.Distinct())
                {
                    canvas.Add(kind switch
                    {
                        'b' => ["-modulate", ImageCanvas.Invariant($"{100 + percent:0.##}")],
                        // What is usual for brightness can hardly be seen in colours.
                        's' => ["-modulate", ImageCanvas.Invariant($"100,{Math.Max(0, 100 + (match.Has("n") ? percent : 2 * percent)):0.##}")],
                        _ => ["-brightness-contrast", ImageCanvas.Invariant($"0x{Math.Clamp(percent, -100, 100):0.##}")],
                    });
                }
            });
    }

    private static string Name(char kind, int sign) => kind switch
    {
        'b' => sign > 0 ? "brighter" : "darker",
        's' => sign > 0 ? "vivid" : "muted",
        _ => sign > 0 ? "contrast" : "soft",
    };
}
