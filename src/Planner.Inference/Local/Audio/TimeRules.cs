using System.Text.RegularExpressions;
using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Audio.AudioOperation>;

namespace Planner.Inference.Local.Audio;

/// <summary>Ways to ask for another length: trim, cut out, speed, silence, fades, backwards.</summary>
internal static class TimeRules
{
    private const string Keep = "(?:trim|keep|crop|extract|leave|take|shorten|cut (?:down )?to|clip|обреж[а-я]*|обрез[а-я]+|остав[а-я]+|возьм[а-я]+|извлек[а-я]+|сохран[а-я]+)";

    private const string Drop = "(?:remove|delete|cut off|cut out|cut away|trim off|trim|skip|drop|убер[а-я]+|убрать|удал[а-я]+|отреж[а-я]*|отрез[а-я]+|обреж[а-я]*|пропуст[а-я]+|срез[а-я]+)";

    private const string Words = "(?: (?:only|just|to|the|a|part|fragment|segment|piece|stretch|section|seconds?|секунд[а-я]*|только|кусок|фрагмент|часть|отрезок|участок|лишь|все))*";

    private static readonly string s_from = "(?:from|between|с|со|от) " + AudioTime.Pattern("a") + " ?(?:to|until|till|and|through|по|до|и|[-–—]) ?" + AudioTime.Pattern("b");

    private static readonly string s_first = "(?:(?<first>first|beginning|перв[а-я]+)|(?<last>last|final|последн[а-я]+)) " + AudioTime.Pattern("a");

    public static IEnumerable<Rule> All =>
    [
        Rule.Of(
            $"(?:{Keep}{{obj}}{Words}{{obj}} )?{s_from}",
            match => Stretch(match, (chain, from, to) => chain.Keep(from, to), "trimmed")),
        Rule.Of(
            $"(?:remove|delete|cut out|удал[а-я]+|убер[а-я]+|убрать){{obj}}{Words}{{obj}} {s_from}",
            match => Stretch(match, (chain, from, to) => chain.Remove(from, to), "cut")),
        Rule.Of(
            $"(?:(?:keep|extract|leave|take|trim|shorten|cut|crop|clip|остав[а-я]+|возьм[а-я]+|извлек[а-я]+){{obj}} )?(?:(?:to|down to|only|just|только|лишь) )*(?:the )?{s_first}(?:{{obj}}(?: of)?{{obj}})?",
            // "Trim the first 3 seconds" may mean either; "trim to" and "keep" only the one.
            match => match.Value.StartsWith("trim", StringComparison.OrdinalIgnoreCase) && !match.Value.Contains(" to ", StringComparison.OrdinalIgnoreCase)
                || match.Value.StartsWith("cut", StringComparison.OrdinalIgnoreCase) && !match.Value.Contains(" to ", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : new AudioOperation("trimmed", chain => EndOf(chain, match, (from, to) => chain.Keep(from, to)))),
        Rule.Of(
            $"(?:обреж[а-я]*|обрез[а-я]+|сократ[а-я]+){{obj}} до {s_first}",
            match => new AudioOperation("trimmed", chain => EndOf(chain, match, (from, to) => chain.Keep(from, to)))),
        Rule.Of(
            $"(?:обреж[а-я]*|обрез[а-я]+|trim|cut|shorten|сократ[а-я]+){{obj}} (?:to|down to|до) {AudioTime.Pattern("a")}",
            match => new AudioOperation("trimmed", chain => chain.Keep(0, AudioTime.Seconds(match, "a")))),
        Rule.Of(
            $"{Drop}{{obj}} (?:the )?{s_first}(?:{{obj}}(?: of| from)?{{obj}})?",
            match => match.Value.StartsWith("trim ", StringComparison.OrdinalIgnoreCase) && !match.Value.StartsWith("trim off", StringComparison.OrdinalIgnoreCase)
                ? null
                : new AudioOperation("cut", chain => EndOf(chain, match, (from, to) => chain.Remove(from, to)))),
        Rule.Of(
            "(?:remove|trim|cut(?: out)?|delete|strip|убер[а-я]+|убрать|удал[а-я]+|выреж[а-я]*|выреза[а-я]+){obj}(?: (?:long|all|any|the|все|длинн[а-я]+))* (?:silences?|pauses?|silent parts|тишин[а-я]+|пауз[а-я]*|молчани[а-я]+){obj}",
            _ => AudioOperation.Plain("no-silence", "silenceremove=start_periods=1:start_threshold=-45dB:stop_periods=-1:stop_duration=0.5:stop_threshold=-45dB")),
        // How many times as fast.
        Rule.Of(
            "(?:{deg} )?(?:(?<fast>speed{obj} up|speed up|accelerate|faster|ускор[а-я]+|(?:по)?быстрее)|(?<slow>slow{obj} down|slow down|slow|slower|замедл[а-я]+|(?:по)?медленнее)){obj}(?: speed)?"
            + "(?:(?: (?:by|to|in|в|на|a factor of))* ?(?:{n}{%}|{x} ?(?:times|x|х|раза?)|(?<two>twice|double|вдвое|half)))?{obj}(?: {deg})?",
            match => Speed(match, match.Has("fast"))),
        Rule.Of(
            "(?:(?:by|на) {n}{%}|{n}{%}|(?:в )?{x} ?(?:times|x|х|раза?)|(?<two>twice as|two times|twice|вдвое)) (?:(?<fast>faster|fast|quicker|быстрее)|(?:slower|slow|медленнее))",
            match => Speed(match, match.Has("fast"))),
        Rule.Of(
            "(?:(?:play|at|с|на|change|set|speed|the|to|at a){obj} )*(?:(?<two>double|двойной)|(?<half>half|половинной)|{n} ?[xх×]|{n}{%}(?: of)?) (?:the )?(?:speed|tempo|скорост[а-я]+)",
            match => At(match.Has("two") ? 2 : match.Has("half") ? 0.5 : match.Value()!.Value / (match.Value.Contains('%', StringComparison.Ordinal) ? 100 : 1))),
        Rule.Of(
            $"(?:(?:add|apply|make|добав[а-я]+|сдела[а-я]+|с) )?(?:a )?(?:(?:{AudioTime.Pattern("a")}) )?(?:(?<in>fade[ -]?in|fade{{obj}} in|плавн[а-я]+ (?:начал[а-я]+|вступлени[а-я]+|появлени[а-я]+)|(?:плавн[а-я]+ )?нарастани[а-я]+)|(?<out>fade[ -]?out|fade{{obj}} out|плавн[а-я]+ (?:кон[а-я]+|окончани[а-я]+|затухани[а-я]+)|затухани[а-я]+))"
            + $"{{obj}}(?:(?: (?:of|for|over|in|the|last|first|на|за|в|at the (?:end|start|beginning)|в (?:конце|начале)|длиной))* {AudioTime.Pattern("b")})?(?: (?:at the (?:end|start|beginning)|в (?:конце|начале)))?",
            Fade),
        Rule.Of("(?:reverse|backwards?|play{obj} backwards?|задом наперед|наоборот|в обратную сторону){obj}", _ => AudioOperation.Plain("reversed", "areverse")),
    ];

    private static AudioOperation? Stretch(Match match, Action<AudioChain, double, double> apply, string name)
    {
        var (from, to) = (AudioTime.Seconds(match, "a", "b"), AudioTime.Seconds(match, "b"));
        return from < to ? new AudioOperation(name, chain => apply(chain, from, to)) : null;
    }

    private static void EndOf(AudioChain chain, Match match, Action<double, double> apply)
    {
        var seconds = AudioTime.Seconds(match, "a");
        if (match.Has("first"))
        {
            apply(0, seconds);
        }
        else
        {
            apply(Math.Max(0, chain.Seconds - seconds), chain.Seconds);
        }
    }

    private static AudioOperation? Speed(Match match, bool isFaster)
    {
        var isPercent = match.Value.Contains('%', StringComparison.Ordinal) || match.Value.Contains("percent", StringComparison.OrdinalIgnoreCase)
            || match.Value.Contains("процент", StringComparison.OrdinalIgnoreCase);
        if (match.Value() is { } number && isPercent)
        {
            return At(isFaster ? 1 + (number / 100) : 1 - (number / 100));
        }

        var times = match.Value() ?? (match.Has("two") ? 2 : 1 + (0.25 * match.Degree()));
        return times <= 0 ? null : At(isFaster ? times : 1 / times);
    }

    private static AudioOperation? At(double factor) =>
        factor is >= 0.1 and <= 10 ? new AudioOperation(factor > 1 ? "faster" : "slower", chain => chain.Speed(factor)) : null;

    private static AudioOperation Fade(Match match)
    {
        // Unsaid, what is heard as a fade.
        var seconds = match.Has("a") ? AudioTime.Seconds(match, "a") : match.Has("b") ? AudioTime.Seconds(match, "b") : 2;
        return new AudioOperation(match.Has("in") ? "fade-in" : "fade-out", chain => chain.Add(match.Has("in")
            ? FormattableString.Invariant($"afade=t=in:st=0:d={Math.Min(seconds, chain.Seconds):0.###}")
            : FormattableString.Invariant($"afade=t=out:st={Math.Max(0, chain.Seconds - seconds):0.###}:d={Math.Min(seconds, chain.Seconds):0.###}")));
    }
}
