using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Images.ImageOperation>;

namespace Planner.Inference.Local.Images;

/// <summary>Ways to ask for another shape or size: rotate, mirror, resize, crop, thumbnail.</summary>
internal static class ShapeRules
{
    private const string Size = @"(?<w>\d{1,5}) ?(?:px ?)?(?:x|×|х|\*|by|на) ?(?<h>\d{1,5}){px}?";

    private const string ToSize = "(?: (?:to|be|at|into|down|up|a size of|size|в размер[а-я]*|до|на|в|под|размер[а-я]*|до размер[а-я]*))*";

    private const string Larger = "(?<up>enlarge|upscale|scale up|magnify|increase|grow|zoom|увелич[а-я]+|апскейл)";

    private const string Smaller = "(?<down>shrink|reduce|downscale|scale down|decrease|downsize|уменьш[а-я]+|сожм[а-я]+)";

    private const string Scaling = $"(?:{Larger}|{Smaller}|(?<any>resize|scale|rescale|масштабир[а-я]+|отмасштабир[а-я]+|измен[а-я]+(?: размер[а-я]*)?))";

    private const string OfSize = "{obj}(?: (?:size|resolution|dimensions|размер[а-я]*|разрешени[а-я]+))?{obj}";

    private const string Clockwise = "(?: (?:(?:to the )?(?<cw>clockwise|right)|(?:to the )?(?<ccw>counter-?clockwise|anti-?clockwise|counter clockwise|left)"
        + "|(?<cw>по часовой(?: стрелке)?|вправо|направо)|(?<ccw>против часовой(?: стрелки)?|влево|налево)))?";

    private const string Crop = "(?:crop|cut(?: out)?|trim|обреж[а-я]*|обрез[а-я]+|кадрир[а-я]+|кроп[а-я]*|выреж[а-я]*|вырез[а-я]+)";

    private const string Part = "(?: (?:to|out|the|a|an|from|part|area|region|of|size|до|по|из|участок|кусок|фрагмент|часть|область|размер[а-я]*|в))*";

    public static IEnumerable<Rule> All => [.. Turns, .. Sizes, .. Crops];

    private static IEnumerable<Rule> Turns =>
    [
        Rule.Of(
            $"(?:rotate|turn|rotated|поверн[а-я]+|поворач[а-я]+|разверн[а-я]+|поворот){{obj}}(?: (?:by|на))?{Clockwise}(?: (?:by|на))? ?(?<sign>[-−])?{{n}} ?(?:°|degrees?|deg|градус[а-я]*)?{Clockwise}",
            match => Rotate(match.Value()!.Value * (match.Has("sign") != match.Has("ccw") ? -1 : 1))),
        Rule.Of(
            $"(?:rotate|turn|поверн[а-я]+|разверн[а-я]+){{obj}}{Clockwise[..^1]}",
            match => Rotate(match.Has("cw") ? 90 : -90)),
        Rule.Of("(?:(?:rotate|turn|flip|поверн[а-я]+|переверн[а-я]+){obj} )?(?:upside[ -]down|вверх ногами|вверх тормашками|вниз головой)", _ => Rotate(180)),
        Rule.Of(
            "(?:(?:flip|mirror|reflect|отраз[а-я]+|отзеркал[а-я]+|переверн[а-я]+){obj} (?:horizontally|left to right|left[ -]right|along the vertical axis|по горизонтали|горизонтально|слева направо)"
            + "|(?:horizontal (?:flip|mirror))(?: (?:image|effect))?|mirror(?:ed)?(?: (?:image|version))?{obj}|(?:зеркально )?(?:отраз[а-я]+|отзеркал[а-я]+)(?:{obj} зеркально)?{obj}|зеркальн[а-я]+(?: отражени[а-я]+)?)",
            _ => ImageOperation.Plain("mirrored", "-flop")),
        Rule.Of(
            "(?:(?:flip|mirror|reflect|отраз[а-я]+|отзеркал[а-я]+|переверн[а-я]+){obj} (?:vertically|top to bottom|по вертикали|вертикально|сверху вниз)|vertical (?:flip|mirror))",
            _ => ImageOperation.Plain("flipped", "-flip")),
    ];

    private static IEnumerable<Rule> Sizes =>
    [
        Rule.Of(
            $"(?:{Scaling}|make|be|сдела[а-я]+|привед[а-я]+|подгон[а-я]+){OfSize}{ToSize} ?{Size}(?: in size)?",
            match => new ImageOperation("resized", canvas => canvas.Scale(Pixels(match, "w"), Pixels(match, "h")))),
        Rule.Of(
            $"{Scaling}{OfSize} (?:to|down to|up to|до|в){{obj}} {{n}}{{%}}(?: of(?: its| the)? (?:original )?(?:size)?| от (?:исходного|оригинала|размера))?",
            match => By(match.Value()!.Value / 100)),
        Rule.Of(
            $"{Scaling}{OfSize} (?:by|на) {{n}}{{%}}",
            match => match.Has("up") ? By(1 + match.Value()!.Value / 100) : match.Has("down") ? By(1 - match.Value()!.Value / 100) : null),
        Rule.Of("(?:(?<up>larger|bigger|больше|крупнее)|(?<down>smaller|меньше|мельче)) (?:by|на) {n}{%}", match => By(1 + (match.Has("up") ? 1 : -1) * match.Value()!.Value / 100)),
        Rule.Of($"{{n}}{{%}} (?:(?<up>larger|bigger|больше|крупнее)|(?<down>smaller|меньше|мельче))", match => By(1 + (match.Has("up") ? 1 : -1) * match.Value()!.Value / 100)),
        // "enlarge 4x", "увеличь в 2 раза"
        Rule.Of(
            $"{Scaling}{OfSize}(?: (?:by|to|in|в))*(?: a factor of| factor)? (?:{{x}} ?(?:x|х|×|times|раза?|-?fold)?|(?<two>twice|double|2x|вдвое|двукратно)|(?<three>втрое|triple)|(?<four>вчетверо)|(?<half>half|in half|наполовину|половин[а-я]+))(?: (?:larger|bigger|smaller))?{{obj}}",
            match => match.Has("any") && !match.Has("n") && !match.Has("half") && !match.Has("two") ? null : Times(match)),
        Rule.Of(
            "(?:{x} ?(?:x|х|×|times|раза?)|в {x} раза?|(?<two>twice|two times|double|вдвое)|(?<three>втрое|triple|three times)|(?<four>вчетверо)|(?<half>half)) (?:as (?:large|big|(?<down>small))|(?:the )?(?:size|resolution)|larger|bigger|(?<down>smaller)|больше|крупнее|(?<down>меньше|мельче))",
            Times),
        Rule.Of("(?:double|(?<three>triple)|(?<half>halve|half)|удво[а-я]+|(?<three>утро[а-я]+)){obj} (?:size|resolution|dimensions|размер[а-я]*|разрешени[а-я]+){obj}", Times),
        Rule.Of("(?:(?:(?:increase|raise|improve|повыс[а-я]+|увелич[а-я]+|улучш[а-я]+){obj} (?:resolution|разрешени[а-я]+))|upscale|super[ -]?resolution|апскейл){obj}", _ => By(2)),
        Rule.Of(
            $"(?:{Scaling}|make|сдела[а-я]+|привед[а-я]+){OfSize}{ToSize}(?: (?:a|the|its))*(?: ?{{n}}{{px}}?(?: in| по| в)? (?:(?<wide>wide|width|ширин[а-я]+)|(?<high>high|tall|height|высот[а-я]+))| (?:(?<wide>width|ширин[а-я]+)|(?<high>height|высот[а-я]+))(?: (?:of|to|в|до))* {{n}}{{px}}?)",
            match => new ImageOperation("resized", canvas =>
            {
                var factor = match.Value()!.Value / (match.Has("wide") ? canvas.Width : canvas.Height);
                canvas.Scale(canvas.Width * factor, canvas.Height * factor);
            })),
        Rule.Of(
            $"(?:thumbnail|миниатюр[а-я]+|превью|preview)(?: (?:image|version))?{{obj}}(?: (?:of|with|size|at most|размер[а-я]*|в|до|на|не больше))*(?: ?(?:{Size}|{{n}}{{px}}?))?",
            match => new ImageOperation("thumbnail", canvas =>
            {
                // Unsaid, what file managers make.
                var (width, height) = match.Has("w") ? (Pixels(match, "w"), Pixels(match, "h")) : (match.Value() ?? 128, match.Value() ?? 128);
                var factor = Math.Min(1, Math.Min(width / canvas.Width, height / canvas.Height));
                canvas.Scale(canvas.Width * factor, canvas.Height * factor);
                canvas.Add("-strip");
            })),
    ];

    private static IEnumerable<Rule> Crops =>
    [
        Rule.Of(
            $"{Crop}{{obj}}{Part}(?: {Gravity.Pattern})?{Part} ?{Size}(?:{{obj}}(?:,? {Gravity.Pattern}))?",
            match => new ImageOperation("cropped", canvas => canvas.Crop((int)Pixels(match, "w"), (int)Pixels(match, "h"), Place(match)))),
        Rule.Of(
            $"{Crop}{{obj}}{Part}(?: {Gravity.Pattern})? (?:square|квадрат[а-я]*)(?:,? {Gravity.Pattern})?|(?:make{{obj}} |сдела[а-я]+{{obj}} )(?:a )?(?:square|квадратн[а-я]+)",
            match => new ImageOperation("square", canvas => canvas.Crop(Math.Min(canvas.Width, canvas.Height), Math.Min(canvas.Width, canvas.Height), Place(match)))),
        Rule.Of(
            $"{Crop}{{obj}}{Part} ?(?<w>\\d{{1,2}}) ?[:/] ?(?<h>\\d{{1,2}})(?: (?:aspect(?: ratio)?|ratio|format|формат[а-я]*))?(?:,? {Gravity.Pattern})?",
            match => Aspect(Pixels(match, "w") / Pixels(match, "h"), Place(match))),
        Rule.Of(
            $"{Crop}{{obj}}{Part}(?: {Gravity.Pattern})?{Part} {{n}}{{%}}(?: of{{obj}})?(?:,? {Gravity.Pattern})?",
            match => match.Value() is > 0 and <= 100
                ? new ImageOperation("cropped", canvas => canvas.Crop(Share(canvas.Width, match), Share(canvas.Height, match), Place(match)))
                : null),
        Rule.Of(
            $"(?:{Crop}|remove|cut off|убер[а-я]+|срез[а-я]+|отреж[а-я]*){{obj}}(?: по)? {{n}}{{px}}{{obj}}(?: (?:from|off|on|at|с|со|от))?(?:(?<all> (?:(?:each|every|all)(?: the)? (?:sides?|edges?)|кажд[а-я]+ (?:сторон[а-я]+|кра[а-я]+)|всех сторон))| {Gravity.Pattern})",
            Shave),
        Rule.Of(
            "(?:trim|crop|remove|auto-?crop|обреж[а-я]*|обрез[а-я]+|убер[а-я]+|убрать){obj}(?: (?:away|off|the|all|white|blank|empty|plain|белые|пустые))* (?:borders|margins|whitespace|white space|edges|поля|рамк[а-я]+){obj}",
            _ => ImageOperation.Plain("trimmed", "-fuzz", "6%", "-trim", "+repage")),
    ];

    private static ImageOperation Rotate(double degrees) => new("rotated", canvas =>
    {
        var radians = degrees * Math.PI / 180;
        var (sine, cosine) = (Math.Abs(Math.Sin(radians)), Math.Abs(Math.Cos(radians)));
        canvas.Resize(
            canvas.Width * cosine + canvas.Height * sine, canvas.Width * sine + canvas.Height * cosine,
            "-background", "white", "-rotate", ImageCanvas.Invariant($"{degrees:0.###}"), "+repage");
    });

    private static ImageOperation? By(double factor) =>
        factor is > 0 and <= 100 ? new ImageOperation("resized", canvas => canvas.Scale(canvas.Width * factor, canvas.Height * factor)) : null;

    private static ImageOperation? Times(Match match)
    {
        var factor = match.Value() ?? (match.Has("three") ? 3 : match.Has("four") ? 4 : 2);
        return By(match.Has("half") || match.Has("down") ? 1 / factor : factor);
    }

    private static ImageOperation Aspect(double ratio, string gravity) => new("cropped", canvas => canvas.Crop(
        (int)Math.Round(Math.Min(canvas.Width, canvas.Height * ratio)), (int)Math.Round(Math.Min(canvas.Height, canvas.Width / ratio)), gravity));

    private static ImageOperation? Shave(Match match)
    {
        var pixels = (int)match.Value()!.Value;
        if (match.Has("all"))
        {
            return new ImageOperation("cropped", canvas => canvas.Crop(canvas.Width - (2 * pixels), canvas.Height - (2 * pixels), "Center"));
        }

        // What is cut off above leaves what is below.
        return Place(match) switch
        {
            "North" => new ImageOperation("cropped", canvas => canvas.Crop(canvas.Width, canvas.Height - pixels, "South")),
            "South" => new ImageOperation("cropped", canvas => canvas.Crop(canvas.Width, canvas.Height - pixels, "North")),
            "West" => new ImageOperation("cropped", canvas => canvas.Crop(canvas.Width - pixels, canvas.Height, "East")),
            "East" => new ImageOperation("cropped", canvas => canvas.Crop(canvas.Width - pixels, canvas.Height, "West")),
            _ => null,
        };
    }

    private static string Place(Match match) => Gravity.Of(match.Groups["at"].Value) ?? "Center";

    private static double Pixels(Match match, string group) => Math.Max(1, match.Value(group)!.Value);

    private static int Share(int of, Match match) => Math.Max(1, (int)Math.Round(of * match.Value()!.Value / 100));
}
