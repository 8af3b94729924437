using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>
/// The words that cues name by class, and those that steer a request, in English and Russian. An entry is a word, matched by its stem;
/// <c>=word</c>, matched as written; <c>word*</c>, matched by its beginning.
/// </summary>
internal static class Vocabulary
{
    private static readonly (WordClass Class, string Words)[] Lists =
    [
        (WordClass.Image, """
            image picture photo photograph =pic =pics snap =snaps snapshot =shot screenshot selfie frame =still thumbnail
            изображени* картин* фото фотк* фотограф* снимк* снимок кадр* скриншот* рисун*
            """),
        (WordClass.Audio, """
            audio recording voicemail podcast soundtrack =wav =mp3 =sound interview lecture
            аудио* запис* подкаст* дорожк* голосов* диктофон* аудиозапис* звонок звонк* разговор*
            """),
        (WordClass.Video, "video clip footage movie film видео* ролик* видеоролик* клип*"),
        (WordClass.Text, """
            text article paragraph passage sentence essay transcript story review abstract comment keyword statement
            текст* стать* абзац* предложени* отзыв* рассказ* заметк* обращени*
            """),
        (WordClass.Table, "=table =tables spreadsheet tabular =csv =xlsx sheet таблиц* табличн* ведомост*"),
        (WordClass.Page, """
            document =pdf scan scanned page invoice receipt contract letter form lease certificate bill leaflet brochure note whiteboard
            документ* скан* страниц* квитанц* договор* письм* чек* счет* счёт* справк* накладн* вырезк* записк* листовк* брошюр*
            """),
        (WordClass.Make, """
            generate create make produce draw build render develop prepare
            сгенерир* созда* сдела* нарисуй* придум* подготов*
            """),
        (WordClass.Color, """
            =red =blue =green =yellow =black =white =orange =purple =pink =brown =grey =gray красн* син* зелен* зелён*
            желт* жёлт* черн* чёрн* бел*
            """),
        (WordClass.Filler, """
            =the =a =an =this =that =these =those =my =your =its =his =her =our =their =me =us =some =any =all =each
            =every =both =please этот эту это эти мой мою моё мои наш наши =все =весь =всю пожалуйста =мне =нам
            """),
        (WordClass.Not, "=not =don't =dont =doesn't =without =never =no =none =isn't =doesn't =skip =needn't =nor =instead =rather =никакой =никаких =никакого =никакие =не =без =ни =вместо"),
        (WordClass.Unneeded, """
            =надо =нужно =нужен =нужна =нужны =требуется =требуются =стоит =обязательно =следует =unnecessary =needed =required =wanted
            =matter =matters =business =interested =interest =интересует =интересно =важно =касается =волнует
            """),
        (WordClass.Then, """
            =then =afterwards =afterward =finally =lastly =next =subsequently =after =once =later потом затем после =далее
            =дальше =наконец =напоследок
            """),
        (WordClass.Also, """
            =also =additionally =moreover =separately =besides =furthermore =independently =meanwhile =также =отдельно
            =заодно =параллельно =плюс =независимо =вторая =второе
            """),
        (WordClass.First, "=beforehand =first =firstly =before =прежде =сначала =сперва =перед =предварительно"),
        (WordClass.And, "=and =or =plus =& =и =или =а =да =nor =ни"),
        (WordClass.From, "=of =from =using =based =for =about =with =on =in =after =by =из =по =для =о =об =про =с =на =от"),
        (WordClass.Pronoun, """
            =it =this =that =them =these =those =its =result =results =output =это =этого =его =ее =её =их =эту =этот
            =этим =результат =результата =ней =нему =него =нем =нём
            =cleaned =restored =repaired =enhanced =improved =cropped =resulting
            очищенн* восстановленн* вырезанн* отреставрированн* улучшенн* исправленн* полученн* получивш*
            """),
        (WordClass.Original, "original source исходн* =самого =самой =самому =itself"),
        (WordClass.Asks, """
            =who =what =when =where =why =how =which =whose =whom =is =are =does =do =did =can =could =кто =что =чего
            =когда =где =почему =зачем =как =какой =какая =какое =какие =сколько =чей =кому =кого =куда =ли =насколько
            =какого =какую
            """),
        (WordClass.Has, """
            =have =has =i've =we've =got =attached =uploaded =provided =received =recorded =есть =прилагаю =прикладываю
            =прислали
            """),
        (WordClass.Wants, """
            =want =wants =need =needs =would =i'd =like =please =help =can =could =how =if =trying =find =know =нужно
            =нужна =нужен =нужны =хочу =хотим =надо =помоги =помогите =прошу
            """),
        (WordClass.Ordinal, "=first =second =third =перв* =втор* перв* втор* трет*"),
    ];

    private static readonly Dictionary<string, WordClass> Stems = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, WordClass> Exact = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<(string Prefix, WordClass Class)>> Prefixes = new(StringComparer.Ordinal);

    static Vocabulary()
    {
        foreach (var (kind, words) in Lists)
        {
            foreach (var word in words.Replace('ё', 'е').Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.EndsWith('*'))
                {
                    var prefix = word.Trim('=', '*');
                    var key = prefix[..Math.Min(2, prefix.Length)];
                    if (!Prefixes.TryGetValue(key, out var list))
                    {
                        Prefixes[key] = list = [];
                    }

                    list.Add((prefix, kind));
                }
                else if (word[0] == '=')
                {
                    Exact[word[1..]] = Exact.GetValueOrDefault(word[1..]) | kind;
                }
                else
                {
                    var stem = Stemmer.Stem(word);
                    Stems[stem] = Stems.GetValueOrDefault(stem) | kind;
                }
            }
        }
    }

    /// <summary>Everything that a word can stand for.</summary>
    public static WordClass Of(string lower, string stem)
    {
        var found = Exact.GetValueOrDefault(lower) | Stems.GetValueOrDefault(stem);
        if (lower.Length >= 2 && Prefixes.GetValueOrDefault(lower[..2]) is { } prefixes)
        {
            foreach (var (prefix, kind) in prefixes)
            {
                found |= lower.StartsWith(prefix, StringComparison.Ordinal) ? kind : WordClass.None;
            }
        }

        return Language.OfWord(lower) is null ? found : found | WordClass.Lang;
    }
}
