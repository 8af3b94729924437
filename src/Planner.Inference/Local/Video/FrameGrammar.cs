using System.Globalization;
using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Video.FrameChoice>;

namespace Planner.Inference.Local.Video;

/// <summary>Which frames are asked for, in English and Russian.</summary>
internal static class FrameGrammar
{
    /// <summary>What to say when something else was asked.</summary>
    public const string Abilities =
        "It can take: the frame at a time (0:05, 7 seconds), the first, the last, the middle one, N frames evenly, a frame every N seconds.";

    private const string Still = "(?:frames?|stills?|screenshots?|screen ?shots?|snapshots?|images?|pictures?|photos?|shots?|кадр[а-я]*|стоп-?кадр[а-я]*|скриншот[а-я]*|скрин[а-я]*|сним(?:ок|к[а-я]+)|картин[а-я]+)";

    private const string OfVideo =
        "(?:,? (?:from|of|out of|across|over|throughout|in)(?: the| this| that| my)?(?: whole| entire)? (?:video|clip|movie|film|footage)"
        + "|,? (?:из|по)(?: этого| этому| всего| всему)? (?:видео|видеоролик[а-я]+|ролик[а-я]+|клип[а-я]+|фильм[а-я]+|видеозапис[а-я]+))?,?";

    private const string Time = @"(?<t>\d{1,3}(?::\d{1,2}){1,2}(?:\.\d+)?|\d+(?:[.,]\d+)?)";
    private const string Joint = "(?:, and |, | and | и |,)";
    private const string Second = "(?:-?(?:й|ой|ю|я|st|nd|rd|th))?(?:-| )?(?<u>seconds?|secs?|s|minutes?|mins?|min|секунд[а-я]*|сек|с|минут[а-я]*|мин)\\.?";
    private const string At = "(?:(?:at|from|on|around|to|на|в|с|около)(?: the)? )?(?:(?:time|moment|mark|timestamp|second|minute|отметк[а-я]+|момент[а-я]*|секунд[а-я]+|минут[а-я]+) )?";

    private const string Filler =
        @"@*[\w-]+\.(?:mp4|m4v|mov|webm|mkv|avi)|@\{?\w+\}?|please|can you|could you|i|want|need|would like|to|take|get|grab|extract|pull|make|save|give|show|capture|cut|export|split|create|turn|me|us|my|our|an?|one|single|some|the|this|that|it|its|"
        + "of|from|in|out|into|at|as|for|with|and|then|on|video|clip|movie|film|footage|file|jpe?g|mark|"
        + "пожалуйста|мне|возьми|вырежи|вырезать|извлеки|извлечь|достань|сделай|сделать|сохрани|сохранить|дай|покажи|нарежь|разбей|вытащи|получи|получить|сними|нужен|нужно|нужны|хочу|надо|один|одну|из|в|на|с|по|и|этого|это|этот|его|"
        + "видео|видеоролик[а-я]*|ролик[а-я]*|клип[а-я]*|фильм[а-я]*|видеозапис[а-я]+|запис[а-я]+|файл[а-я]*|" + Still;

    private static readonly string[] s_ordinals =
        ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"];

    private static readonly string[] s_english = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly InstructionGrammar<FrameChoice> s_grammar = new(
    [
        Rule.Of($"{At}{Time}(?:{Joint}{At}{Time}){{0,19}}(?: ?{Second})?", Times),
        Rule.Of(
            $"{At}(?:the )?(?<o>{string.Join('|', s_english)}) second|{At}(?<o>{string.Join('|', s_ordinals)})[а-я]+ секунд[а-я]+",
            match => FrameChoice.At(Ordinal(match.Groups["o"].Value))),
        Rule.Of(
            $"(?:{Still} )?(?:(?:from |for |on )?(?:every|each|per)|(?:через )?кажд[а-я]+|раз в|с шагом(?: в)?|с интервалом(?: в)?)(?: {{x}})?(?: ?(?:seconds?|secs?|s|секунд[а-я]*|сек|с))(?: apart)?",
            match => FrameChoice.Every(match.Value() ?? 1)),
        Rule.Of(
            $"{{x}} (?:evenly (?:spaced|spread|distributed) |equally spaced |even )?{Still}(?:{OfVideo}(?: (?:evenly|equally)(?: (?:spaced|spread|distributed))?| at (?:equal|even|regular) intervals| равномерно| через равные промежутки))?",
            match => FrameChoice.Evenly((int)match.Value()!.Value)),
        Rule.Of($"(?:the )?(?:very )?first {Still}|(?:the )?(?:very )?(?:beginning|start)|(?:сам[а-я]+ )?перв[а-я]+ {Still}|начал[а-я]+", _ => FrameChoice.At(0)),
        Rule.Of($"(?:the )?(?:very )?(?:last|final) {Still}|(?:the )?(?:very )?end|(?:сам[а-я]+ )?последн[а-я]+ {Still}|конц[а-я]|конец", _ => FrameChoice.Last),
        Rule.Of($"(?:the )?middle(?: {Still})?|halfway(?: through)?|(?:the )?(?:centre|center)|thumbnail|preview|cover|poster|середин[а-я]+|средн[а-я]+ {Still}|миниатюр[а-я]+|превью|обложк[а-я]+|заставк[а-я]+", _ => FrameChoice.Evenly(1)),
    ],
    Filler);

    /// <summary>Reads an instruction. One that only asks for a frame gets one: the middle.</summary>
    public static InstructionReading<FrameChoice> Read(string instruction)
    {
        var reading = s_grammar.Read(instruction);
        return reading is { Operations.Count: 0, Unknown.Count: 0 } && instruction.Length > 0 ? reading with { Operations = [FrameChoice.Evenly(1)] } : reading;
    }

    // "1, 4 and 8" without a unit are no times; "0:02" is one.
    private static FrameChoice? Times(Match match)
    {
        var minutes = match.Groups["u"] is { Success: true, Value: ['m' or 'M' or 'м' or 'М', ..] };
        var said = match.Groups["t"].Captures.Select(capture => capture.Value).ToList();
        var isTime = match.Groups["u"].Success || said.TrueForAll(time => time.Contains(':', StringComparison.Ordinal))
            || Regex.IsMatch(match.Value, "(?:second|секунд)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return isTime
            ? FrameChoice.At([.. said.Select(time => time.Contains(':', StringComparison.Ordinal)
                ? time.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture))
                : double.Parse(time.Replace(',', '.'), CultureInfo.InvariantCulture) * (minutes ? 60 : 1))])
            : null;
    }

    private static double Ordinal(string word)
    {
        var at = Array.FindIndex(s_ordinals, stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase));
        return 1 + (at >= 0 ? at : Array.FindIndex(s_english, name => name.Equals(word, StringComparison.OrdinalIgnoreCase)));
    }
}
