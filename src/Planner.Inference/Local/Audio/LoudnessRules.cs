using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Audio.AudioOperation>;

namespace Planner.Inference.Local.Audio;

/// <summary>Ways to ask for another sound: denoise, loudness, channels, format.</summary>
internal static class LoudnessRules
{
    // Clearly louder, and not yet twice as loud.
    private const double Usual = 6;

    private const string Volume = "(?: (?:the )?(?:volume|loudness|громкость|громкости))";

    private const string Much =
        "(?:(?: (?:by|на|to|в|,))* ?(?:(?<db>\\d+(?:[.,]\\d+)?) ?(?:dB|decibels?|дб|децибел[а-я]*)|{n}{%}|{x} ?(?:times|x|х|раза?)|(?<twice>twice|double|вдвое)|(?<half>half|by half|наполовину)))?";

    private const string Formats = "wav|mp3|ogg|flac|m4a|aac";

    public static IEnumerable<Rule> All =>
    [
        Rule.Of(
            "(?:denoise|noise (?:reduction|removal|suppression)|(?:remove|reduce|clean(?: up)?|get rid of|filter out|suppress|cut|убер[а-я]+|убрать|избав[а-я]+|удал[а-я]+|подав[а-я]+|уменьш[а-я]+|почист[а-я]+|очист[а-я]+|отфильтр[а-я]+)"
            + "{obj}(?: (?:all|any|the|от|весь|background|static|constant|фонов[а-я]+|постоянн[а-я]+|посторонн[а-я]+))*"
            + " (?:noises?|hiss(?:ing)?|hum|static|шум[а-я]*|шипени[а-я]+|гул[а-я]*|фон)(?:{obj}| (?:from|in|на|в|из|с)| фон[а-я]*)*|(?:clean(?: up)?|почист[а-я]+|очист[а-я]+){obj}(?: от)? ?(?:шум[а-я]*)?"
            + "|без (?:фонового )?шума|without (?:the )?(?:background )?noise|шумоподавлени[а-я]+|noise-?free)",
            _ => new AudioOperation("denoised", chain =>
                // Told 10 dB more than there is, the filter takes all of it; told as much, half.
                chain.Add(FormattableString.Invariant($"highpass=f=60,afftdn=nr=20:nf={Math.Clamp(chain.NoiseLevel + 10, -80, -20):0.#}")))),
        Rule.Of(
            "(?:normali[sz]e|even out|level|нормализ[а-я]+|выровня[а-я]+|выравн[а-я]+){obj}(?:(?: the)? (?:volume|loudness|levels?|громкость|громкости|уровень|уровни))?{obj}",
            _ => new AudioOperation("normalised", chain =>
                // EBU R 128's filter works, and leaves, at 192 kHz; -16 LUFS is what podcasts are levelled to.
                chain.Add($"loudnorm=I=-16:TP=-1.5:LRA=11,aformat=sample_rates={chain.SampleRate}:channel_layouts={(chain.Channels == 1 ? "mono" : "stereo")}"))),
        Rule.Of(
            "(?:{deg} )?(?:(?:turn up|increase|raise|boost|amplify|увелич[а-я]+|повыс[а-я]+|прибав[а-я]+|усил[а-я]+|подним[а-я]+){obj}" + Volume + "?|(?:по)?громче|louder|turn{obj}" + Volume + "? up){obj}" + Much + "{obj}(?: (?:louder|громче))?(?: {deg})?",
            match => Louder(match, 1)),
        Rule.Of("(?:{x} ?(?:times|x)|(?<twice>twice) as|{n}{%}|(?<db>\\d+(?:[.,]\\d+)?) ?(?:dB|дб)|в {x} раза?|на {n}{%}|(?<twice>вдвое)) (?:louder|loud|громче)", match => Louder(match, 1)),
        Rule.Of(
            "(?:{deg} )?(?:(?:turn down|decrease|reduce|lower|уменьш[а-я]+|пониз[а-я]+|убав[а-я]+|сниз[а-я]+){obj}" + Volume + "|(?:по)?тише|quieter|softer|turn{obj}" + Volume + "? down){obj}" + Much + "{obj}(?: {deg})?",
            match => Louder(match, -1)),
        Rule.Of("(?:{x} ?(?:times|x)|{n}{%}|(?<db>\\d+(?:[.,]\\d+)?) ?(?:dB|дб)|в {x} раза?|на {n}{%}|(?<twice>вдвое)) (?:quieter|тише)", match => Louder(match, -1)),
        Rule.Of(
            "(?:(?:mix|fold|down-?mix|свед[а-я]+|convert){obj}(?: (?:down|to|into|в))* )?(?:mono|mono sound|single channel|one channel|моно|один канал|монофонич[а-я]+)(?: (?:sound|channel|звук))?",
            _ => Channels("mono", 1)),
        Rule.Of("(?:(?:convert){obj}(?: (?:to|into|в))* )?(?:stereo|стерео)(?: (?:sound|звук))?", _ => Channels("stereo", 2)),
        Rule.Of(
            "(?:(?:resample|sample rate|частот[а-я]+(?: дискретизации)?|передискретизир[а-я]+){obj}(?: (?:to|at|of|в|до|на))* )?{n} ?(?<k>k|к)?(?:Hz|гц)(?: sample rate)?",
            match => match.Value()!.Value * (match.Has("k") ? 1000 : 1) is >= 4000 and <= 192_000 and var rate
                ? new AudioOperation("resampled", chain =>
                {
                    chain.SampleRate = (int)rate;
                    chain.Add($"aresample={(int)rate}");
                })
                : null),
        Rule.Of(
            $"(?:convert|save|export|change|turn|make|re-?encode|сохран[а-я]+|преобраз[а-я]+|конвертир[а-я]+|сконвертир[а-я]+|перевед[а-я]+|перегон[а-я]+|сдела[а-я]+|перекодир[а-я]+){{obj}}(?: (?:to|as|in|into|from (?:{Formats})|в|как|из (?:{Formats})|an?|the|формат[а-я]*|format))+ (?<format>{Formats})(?: (?:format|file|формат[а-я]*))?"
            + $"|(?:to|as|into|in|в|как)(?: (?:an?|формат[а-я]*))* (?<format>{Formats})(?: (?:format|file|формат[а-я]*))?",
            match => new AudioOperation("converted", chain => chain.MediaType = match.Groups["format"].Value.ToLowerInvariant() switch
            {
                "mp3" => "audio/mpeg",
                "m4a" => "audio/mp4",
                var format => "audio/" + format,
            })),
    ];

    private static AudioOperation Channels(string name, int channels) => new(name, chain =>
    {
        chain.Channels = channels;
        chain.Add("aformat=channel_layouts=" + name);
    });

    private static AudioOperation? Louder(Match match, int sign)
    {
        double? decibels = match.Has("db") ? match.Value("db")
            : match.Has("twice") || match.Has("half") ? 20 * Math.Log10(2)
            : match.Value() is not { } number ? Usual * match.Degree()
            // A percentage is of the amplitude, as in players and editors; "3 times" too.
            : match.Value.Contains('%', StringComparison.Ordinal) || match.Value.Contains("percent", StringComparison.OrdinalIgnoreCase) || match.Value.Contains("процент", StringComparison.OrdinalIgnoreCase)
                ? sign < 0 && number >= 100 ? null : 20 * Math.Abs(Math.Log10(1 + (sign * number / 100)))
            : number > 0 ? 20 * Math.Log10(number) : null;
        // More than 40 dB makes noise of anything. The limiter keeps louder sound from being cut flat.
        return decibels is not (>= 0 and <= 40) ? null : AudioOperation.Plain(
            sign > 0 ? "louder" : "quieter",
            FormattableString.Invariant($"volume={sign * decibels.Value:0.##}dB") + (sign > 0 ? ",alimiter=limit=0.97:level=disabled" : ""));
    }
}
