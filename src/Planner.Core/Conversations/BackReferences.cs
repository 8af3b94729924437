using System.Text.RegularExpressions;
using Planner.Text;
using Planner.Values;

namespace Planner.Conversations;

/// <summary>
/// Finds what a request means by "the second picture", "that", "the translation", "эту запись": things of earlier turns. By words alone,
/// English and Russian, so that it works with either controller.
/// </summary>
internal static partial class BackReferences
{
    // What a noun can stand for: the modality, or the task that made it. Stems.
    private static readonly (string Stems, Modality[] Modalities, string[] Tasks)[] Nouns =
    [
        ("picture image photo pic drawing screenshot scan картин изображен фото фотограф снимок снимк скриншот рисун скан", [Modality.Image], []),
        ("recording audio sound speech voice запис аудио звук голос озвучк", [Modality.Audio], []),
        ("video clip видео ролик", [Modality.Video], []),
        ("document pdf doc page документ страниц", [Modality.Document, Modality.Image], []),
        ("table spreadsheet csv таблиц", [Modality.Table], []),
        ("summary summaries digest сводк резюме пересказ конспект", [], ["summarization"]),
        ("translation перевод", [], ["translation"]),
        ("transcript transcription расшифровк стенограмм", [], ["automatic-speech-recognition"]),
        ("caption description описан подпис", [], ["image-to-text", "image-captioning"]),
        ("text letter текст письм", [Modality.Text, Modality.Document], []),
        ("file attachment файл вложен", [Modality.Image, Modality.Audio, Modality.Video, Modality.Document, Modality.Table, Modality.Text], []),
    ];

    private const string TextWork = "translat summar shorten rewrit paraphras simplif proofread spell перевед перевод сократ резюмир переск перефраз упрост обобщ";

    private static readonly string[] Ordinals =
    [
        "first перв 1st 1", "second втор 2nd 2", "third трет 3rd 3", "fourth четверт 4th 4", "fifth пят 5th 5", "sixth шест 6th 6", "seventh седьм 7th 7", "eighth восьм 8th 8",
    ];

    /// <summary>The things that the words mean, each once, in the conversation's order.</summary>
    /// <param name="text">The request's words.</param>
    /// <param name="things">What earlier turns brought and gave, oldest first.</param>
    /// <param name="hasFiles">Whether files come with the request: "that" then means them.</param>
    public static IReadOnlyList<EarlierThing> Find(string text, IReadOnlyList<EarlierThing> things, bool hasFiles)
    {
        if (things.Count == 0)
        {
            return [];
        }

        var found = new HashSet<EarlierThing>();
        found.UnionWith(things.Where(thing => text.Contains(thing.Name, StringComparison.OrdinalIgnoreCase) || IsNamed(text, thing)));
        var words = Word().Matches(Material().Replace(text, " ")).Select(match => match.Value.ToLowerInvariant().Replace('ё', 'е')).ToList();
        for (var i = 0; i < words.Count && found.Count == 0; i++)
        {
            if (NounAt(words, i) is { } noun)
            {
                found.UnionWith(Meant(words, i, things.Where(thing => noun.Modalities.Contains(thing.Modality) && (thing.Task is null || thing.IsResult || noun.Modalities.Length < 3) || noun.Tasks.Contains(thing.Task)).ToList(), hasFiles));
            }
        }

        if (found.Count == 0 && !hasFiles && words.Where((word, i) => IsPronoun(word) && !IsOfMedium(words, i + 1)).Any())
        {
            var last = LastResults(things, words.Any(word => word is "them" or "these" or "those" or "both" or "их" or "эти" or "оба" or "обе"));
            found.UnionWith(words.Any(IsTextWork) ? last.Select(thing => SpokenBy(thing, things) ?? thing) : last);
        }

        return [.. things.Where(found.Contains)];
    }

    /// <summary>
    /// What a question that points at nothing is about: the files of the newest turn in which at least half of its telling words were said, else what that
    /// turn gave. None when the words are no question, or speak of nothing that was said.
    /// </summary>
    /// <param name="text">The request's words.</param>
    /// <param name="things">What earlier turns brought and gave, oldest first.</param>
    /// <param name="said">The words and answers of earlier turns, by their numbers.</param>
    public static IReadOnlyList<EarlierThing> AskedAbout(string text, IReadOnlyList<EarlierThing> things, IReadOnlyDictionary<int, string> said)
    {
        var asked = Question().IsMatch(text) ? ContentStems.Of(text) : [];
        var turn = asked.Count == 0 ? 0 : said.Keys.OrderDescending().FirstOrDefault(turn => 2 * asked.Intersect(
            ContentStems.Of($"{said[turn]} {string.Join(' ', things.Where(thing => thing.Turn == turn).Select(thing => thing.Text))}")).Count() >= asked.Count);
        var ofTurn = things.Where(thing => thing.Turn == turn).ToList();
        return ofTurn.Where(thing => thing.Task is null && !thing.IsResult).ToList() is [_, ..] files ? files : [.. ofTurn.Where(thing => thing.IsResult && thing.Modality == Modality.Text)];
    }

    /// <summary>
    /// The words with what "the second picture" or "the summary" means by its name: alone with the request the picture is the second no more, and
    /// "read the summary aloud" would be a wish for one more summary.
    /// </summary>
    /// <param name="text">The request's words.</param>
    /// <param name="meant">What was found for them.</param>
    public static string Name(string text, IReadOnlyList<EarlierThing> meant)
    {
        if (meant is not [var only])
        {
            return text;
        }

        var named = Counted().Replace(text, phrase => NounOf(phrase) is null ? phrase.Value : only.Name, 1);
        return named == text ? Pointed().Replace(text, phrase => NounOf(phrase) is { Tasks: var tasks } && tasks.Contains(only.Task) ? only.Name : phrase.Value) : named;
    }

    private static (Modality[] Modalities, string[] Tasks)? NounOf(Match phrase) => NounAt([phrase.Groups["noun"].Value.ToLowerInvariant()], 0);

    private static bool IsNamed(string text, EarlierThing thing) =>
        thing.Name is ['r', ..] && Regex.IsMatch(text, $@"\b{Regex.Escape(Path.GetFileNameWithoutExtension(thing.Name))}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static (Modality[] Modalities, string[] Tasks)? NounAt(List<string> words, int i)
    {
        foreach (var (stems, modalities, tasks) in Nouns)
        {
            if (stems.Split(' ').Any(stem => words[i].StartsWith(stem, StringComparison.Ordinal) && words[i].Length - stem.Length <= 3))
            {
                return (modalities, tasks);
            }
        }

        return null;
    }

    private static IEnumerable<EarlierThing> Meant(List<string> words, int noun, List<EarlierThing> kind, bool hasFiles)
    {
        if (kind.Count == 0)
        {
            return [];
        }

        // "the second picture", "вторую картинку", "picture 2"
        foreach (var at in new[] { noun - 1, noun - 2, noun + 1 }.Where(at => at >= 0 && at < words.Count))
        {
            var ordinal = Array.FindIndex(Ordinals, forms => forms.Split(' ').Any(form => form.Length > 1 && form[0] > '9' ? words[at].StartsWith(form, StringComparison.Ordinal) && (form[0] > 'z' || words[at] == form) : words[at] == form));
            if (ordinal >= 0 && (at < noun || char.IsAsciiDigit(words[at][0])))
            {
                return kind.Skip(ordinal).Take(1);
            }
        }

        var before = noun > 0 ? words[noun - 1] : "";
        if (before is "both" or "all" or "these" or "those" or "оба" or "обе" or "все" or "эти" or "всех" or "этих")
        {
            return hasFiles ? [] : kind;
        }

        var earlier = before is "last" or "previous" or "earlier" || before.StartsWith("последн", StringComparison.Ordinal) || before.StartsWith("предыдущ", StringComparison.Ordinal) || before.StartsWith("прошл", StringComparison.Ordinal);
        var pointed = before is "the" or "that" or "this" or "same" or "my" or "your" or "" or "тот" or "та" or "то" or "ту" or "этот" or "эта" or "это" or "эту" or "этом" or "этой" or "этого" or "твой" or "свой"
            || before[0] > 'z';
        return earlier || (pointed && !hasFiles) ? [kind[^1]] : [];
    }

    private static bool IsPronoun(string word) => word is "it" or "that" or "this" or "them" or "these" or "those" or "both" or "result" or "results" or "answer" or "same" or "again"
        or "это" or "этот" or "эту" or "эти" or "его" or "ее" or "их" or "оба" or "обе" or "результат" or "ответ" or "этом" or "тот" or "то";

    // "This picture", where there is none, is no text that happens to be the last result.
    private static bool IsOfMedium(List<string> words, int i) => i < words.Count && NounAt(words, i) is { Modalities: [Modality.Image or Modality.Audio or Modality.Video] };

    // "Translate that" after something was read aloud means the words, not the recording.
    private static bool IsTextWork(string word) => TextWork.Split(' ').Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private static EarlierThing? SpokenBy(EarlierThing speech, IReadOnlyList<EarlierThing> things) => speech.Task == "text-to-speech"
        ? things.TakeWhile(thing => thing != speech).LastOrDefault(thing => thing.Modality == Modality.Text)
        : null;

    // What the last turn was about: its results, or, when it gave nothing to go on with, what came with it.
    private static List<EarlierThing> LastResults(IReadOnlyList<EarlierThing> things, bool several)
    {
        var last = things.Where(thing => thing.Turn == things[^1].Turn).ToList();
        var results = last.Where(thing => thing.IsResult).ToList();
        var meant = results.Count > 0 ? results : last;
        return several ? (results.Count > 1 ? results : last) : [meant[^1]];
    }

    [GeneratedRegex(@"(?:\bthe\s+)?(?<!\p{L})(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|previous|[1-8](?:st|nd|rd|th)|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|последн|предыдущ)\p{L}{1,3})\s+(?<noun>\p{L}+)|(?<noun>\p{L}+)\s+(?:№\s?|#)?[1-8](?!\d))", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    // "The summary" and "перевод", but not what is wished for: "give me the summary", "the summary of the call", "the translation into German".
    [GeneratedRegex(@"(?<!(?:make|give|write|create|need|want|me|сделай\p{L}*|дай\p{L}*|напиши\p{L}*|состав\p{L}*|подготов\p{L}*|выполни\p{L}*|нуж\p{L}+|хочу)\s+)(?:\b(?:the|that|this|your)\s+(?<noun>[a-z]+)|(?<!\p{L})(?:эт\p{L}{1,3}\s+)?(?<noun>[а-яё]+))(?!\p{L}|\s+of\b|(?<=translation|перевод)\s+(?:in|into|to|на|с)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Pointed();

    [GeneratedRegex(@"\?\s*$|^\s*(?:who|whom|whose|what|when|where|which|how|why|кто|кому|кого|чей|чья|что|когда|где|как|какой|какая|какое|какие|сколько|почему|зачем)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    // What a request brings along, in quotes or behind a colon: "it" and "the text" in there speak of nothing earlier.
    [GeneratedRegex(@"(?<!\p{L})(?:""[^""]+""|“[^”]+”|«[^»]+»|'[^']+'(?!\p{L}))|:(?=(?:\s+\S+){5})[\s\S]*")]
    private static partial Regex Material();

    [GeneratedRegex(@"[\p{L}\d]+(?:[-'’][\p{L}\d]+)*")]
    private static partial Regex Word();
}
