using Planner.Inference.Local.Instructions;
using Rule = Planner.Inference.Local.Instructions.InstructionRule<Planner.Inference.Local.Facts.Fact>;

namespace Planner.Inference.Local.Facts;

/// <summary>
/// Reads questions about a file, in English and Russian. Only those are answered of which every word is understood: "how big is the
/// picture" is a fact of the file, "how big is the dog in the picture" is not.
/// </summary>
internal sealed class FactGrammar
{
    private const string Filler =
        @"@*[\w-]+\.[a-z0-9]{2,4}|@\{?\w+\}?|what(?:'s|s)?|which|how(?: much| many)?|is|are|was|were|be|does|do|did|has|have|had|it|its|this|that|these|the|an?|of|in|for|with|on|by|and|or|at|to|as|from|about|there|here|my|me|us|i|you|"
        + "please|can|could|would|will|tell|say|says|show|give|get|need|want|like|know|find(?: out)?|let|list|name|report|print|determine|check|used|using|exactly|also|then|some|all|any|just|only|"
        + "images?|pictures?|photos?|photographs?|pics?|snapshots?|screenshots?|files?|attached|attachment|recordings?|audios?|tracks?|clips?|sounds?|memo|voice|videos?|movies?|films?|footage|"
        + "share|part|proportion|percent(?:age)?|fraction|last|lasts|running|taken|took|shot|made|captured|recorded|number|value|values|codes?|present|"
        + "какой|какая|какое|какие|каком|каков[аоы]?|каким|какого|какую|каких|чему|равн[аоы]?|сколько|насколько|что|чем|в|во|на|у|с|со|о|об|обо|по|к|и|или|из|для|это|этот|эта|эту|этого|этой|этом|эти|этих|его|ее|их|он|она|оно|ней|нем|"
        + "дай|дайте|покажи|покажите|скажи|скажите|подскажи|назови|назовите|расскажи|выведи|узнай|определи|сообщи|перечисли|мне|пожалуйста|нужн[аоы]?|хочу|знать|все|всю|есть|ли|был[аои]?|имеет|имеется|"
        + "картинк[а-я]+|изображени[а-я]+|фото|фотографи[а-я]+|сним(?:ок|к[а-я]+)|рисун[а-я]+|файл[а-я]*|запис[а-я]+|аудио|аудиозапис[а-я]+|аудиофайл[а-я]*|трек[а-я]*|дорожк[а-я]+|звук[а-я]*|видео|видеозапис[а-я]+|ролик[а-я]*|видеоролик[а-я]*|клип[а-я]*|фильм[а-я]*|"
        + "часть|дол[яю]|процент[а-я]*|снят[а-я]*|сделан[а-я]*|сфотографирован[а-я]*|снимал[аи]?|записан[а-я]*|использу[а-я]+|занима[а-я]+|состав[а-я]+|код[а-я]*|снима[а-я]+";

    private readonly InstructionGrammar<Fact> _grammar;

    private FactGrammar(IEnumerable<(string Pattern, Fact Fact)> own) =>
        _grammar = new InstructionGrammar<Fact>([.. Shared.Concat(own).Select(pair => Rule.Of(pair.Pattern, _ => pair.Fact))], Filler);

    /// <summary>Of pictures.</summary>
    public static FactGrammar Image { get; } = new(
    [
        .. Frame,
        ("(?:(?:dominant|dominating|main|prevailing|primary|principal|predominant|(?:the )?most (?:common|used)|key|basic) )?colou?rs|(?:colou?r )?palette|hex(?: colou?rs?| codes?| values?)?", Fact.Colours),
        ("(?:dominant|dominating|main|prevailing|primary|principal|predominant|most (?:common|used)) colou?r", Fact.Colours),
        ("colou?rs? (?:dominates?|prevails?|predominates?|is (?:dominant|most common|predominant)|are (?:dominant|most common|predominant))", Fact.Colours),
        ("(?:основн|главн|преобладающ|доминирующ)[а-я]+ цвет[а-я]*|цвет[а-я]* (?:преоблада|доминиру)[а-я]+|(?:преоблада|доминиру)[а-я]+ цвет[а-я]*|палитр[а-я]+(?: цветов)?|цвета", Fact.Colours),
        ("(?:camera|phone|smartphone|device)(?: (?:make|model))?|камер[а-я]+|фотоаппарат[а-я]*|смартфон[а-я]*", Fact.Camera),
        ("when|(?:date|day)(?: and time)?|когда|дат[а-я](?: съемки)?", Fact.Taken),
        ("where (?:was|is|were){obj} (?:taken|shot|made)|gps(?: (?:position|coordinates|data))?|coordinates|где (?:это )?(?:был[аои]? )?(?:снят|сделан|снимал)[а-я]*|координат[а-я]*", Fact.Place),
        ("iso|exposure|shutter speed|aperture|f-?number|focal length|выдержк[а-я]+|диафрагм[а-я]+|экспозици[а-я]+|фокусн[а-я]+ расстояни[а-я]+", Fact.Exposure),
        ("(?:text|words|writing|lettering)|текст[а-я]*|надпис[а-я]+", Fact.Text),
        ("transparen(?:t|cy)(?: pixels| background)?|alpha(?: channel)?|прозрачн[а-я]+|альфа-?канал[а-я]*", Fact.Transparency),
        // These four stand for each other in people's mouths.
        ("exif(?: data| info(?:rmation)?)?|meta-?data|метаданн[а-я]+", Fact.All),
    ]);

    /// <summary>Of recordings.</summary>
    public static FactGrammar Audio { get; } = new(
    [
        .. Length,
        ("sampl(?:e|ing) (?:rate|frequency)|частот[а-я]+(?: дискретизации)?", Fact.SampleRate),
        ("mono(?: or (?:in )?stereo)?|stereo(?: or (?:in )?mono)?|channels?|моно(?: или стерео)?|стерео(?: или моно)?|канал[а-я]*", Fact.Channels),
        ("how loud|loudness|volume|(?:peak|sound|loudness|volume) levels?|peak|loudest|громкост[а-я]+|громк[а-я]+|(?:пиков[а-я]+ )?уров[а-я]+(?: громкости| звука)?|пик[а-я]*", Fact.Loudness),
        ("silence|silent|quiet|pauses|тишин[а-я]+|молчани[а-я]+|пауз[а-я]*|тихо", Fact.Silence),
    ]);

    /// <summary>Of videos.</summary>
    public static FactGrammar Video { get; } = new(
    [
        .. Length, .. Frame,
        ("(?:how big|how large|size of) (?:is )?(?:the|a|its)? ?frames?|frame size|размер[а-я]* кадра", Fact.Size),
        ("frame ?rate|fps|frames (?:per|a|each) second|(?:кадр[а-я]*|частот[а-я]+ кадров) в секунду|частот[а-я]+ кадров|фпс", Fact.FrameRate),
        ("frames|frame count|кадров|количеств[а-я]+ кадров|число кадров", Fact.Frames),
        ("(?:a |any )?(?:sound ?track|audio(?: track)?|sound)|звук[а-я]*|звуков[а-я]+ дорожк[а-я]+|аудио ?дорожк[а-я]+", Fact.Sound),
    ]);

    private static IEnumerable<(string Pattern, Fact Fact)> Shared =>
    [
        ("file ?size|size of (?:the|this) file|how (?:big|large|heavy) is (?:the|this|my)(?: \\w+)? file|(?:kilo|mega)?bytes|how much (?:disk )?space(?: does{obj} (?:take|need)(?: up)?)?|how much does{obj} weigh", Fact.Bytes),
        ("размер[а-я]* файла|(?:кило|мега)?байт[а-я]*|(?:сколько )?(?:{obj} )?(?:вес[ия]т|занимает{obj}(?: места)?)|вес файла", Fact.Bytes),
        ("(?:file )?(?:formats?|types?|extension)|(?:kind|type|sort) of (?:file|image|picture|photo|recording|audio|video|clip)|формат[а-я]*(?: файла)?|тип[а-я]?(?: файла)?|расширени[а-я]+(?: файла)?", Fact.Format),
        ("codecs?|encoding|encoded|compression|кодек[а-я]*|кодировк[а-я]+|сжати[а-я]+|закодирован[а-я]*", Fact.Codec),
        ("bit-? ?rates?|битрейт[а-я]*", Fact.BitRate),
        ("(?:technical|basic|file) (?:details|information|info|data|facts)|facts|properties|specs|specifications?|characteristics|parameters"
            + "|(?:технически[а-я]+ )?(?:сведени[а-я]+|характеристик[а-я]*|свойств[а-я]*|параметр[а-я]*)|технически[а-я]+ данн[а-я]+|факт[а-я]*", Fact.All),
    ];

    private static IEnumerable<(string Pattern, Fact Fact)> Length =>
    [
        ("how long|duration|length|how many (?:seconds|minutes)|seconds|minutes|длительност[а-я]+|продолжительност[а-я]+|длин[а-я]+|хронометраж[а-я]*|(?:сколько )?(?:(?:секунд|минут|времени) )?(?:длится|длятся|идет|звучит)", Fact.Duration),
    ];

    private static IEnumerable<(string Pattern, Fact Fact)> Frame =>
    [
        ("how (?:big|large|wide|tall|high)|(?:pixel )?(?:dimensions?|resolution|size|width|height)(?: in pixels)?|(?:mega)?pixels|aspect ratio", Fact.Size),
        ("размер[а-я]*(?: в пикселях)?|разрешени[а-я]+|габарит[а-я]+|ширин[а-я]+|высот[а-я]+|(?:мега)?пиксел[а-я]+|соотношени[а-я]+ сторон|(?:насколько )?(?:больш|широк|высок)(?:ая|ое|ой|ий|ие)", Fact.Size),
        ("portrait(?: or landscape)?|landscape(?: or portrait)?|orientation|вертикальн[а-я]+(?: или горизонтальн[а-я]+)?|горизонтальн[а-я]+(?: или вертикальн[а-я]+)?|ориентаци[а-я]+|альбомн[а-я]+|книжн[а-я]+", Fact.Orientation),
    ];

    /// <summary>Reads a question.</summary>
    public InstructionReading<Fact> Read(string question) => _grammar.Read(question);
}
