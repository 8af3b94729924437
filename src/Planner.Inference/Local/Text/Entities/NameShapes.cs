using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Text.Entities;

/// <summary>Names that a common noun beside them gives away, beyond the patterns of the core.</summary>
internal static partial class NameShapes
{
    /// <summary>"World Health Organization", "Всемирная организация здравоохранения", "газета «Труд»": the group <c>name</c>.</summary>
    [GeneratedRegex(
        @"(?<![\w'’])(?<name>(?!The\b|A\b|In\b|At\b|Our\b)[A-Z][\w&'’-]{1,30}(?:\s(?:and|of|for|de)\s(?=[A-Z])|\s)(?:[A-Z][\w&'’-]{1,30}(?:\s(?:and|of|for)\s(?=[A-Z])|\s)){0,4}(?:Organi[sz]ation|Nations|Union|Federation|Alliance|Parliament|Senate|Assembly|Studios|Press|Times|Post|Motors|Technologies|Laborator(?:y|ies)|Energy|Media|Software|Pharma|Records|Pictures|Orchestra|Theatre|Reserve|Fund|Cross|League|FC|Club|House|Office|Treasury)\b(?:\sof\s(?:the\s)?[A-Z]\w{1,30})?)"
        + @"|(?<!\p{L})(?<name>[А-ЯЁ]\p{Ll}{2,30}(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое|ее)\s(?:[\p{Ll}-]{3,30}(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое|ее)\s){0,2}(?:организаци|ассоциаци|корпораци|компани|комисси|академи|библиотек|служб|фонд|союз|парти|лиг|агентств|бирж|галере|консерватори|прокуратур|суд(?!ь)|банк|университет|институт|театр|музе|парламент|конгресс|концерн|холдинг)\p{Ll}{0,3}(?:\s\p{Ll}{3,30}(?:ния|ний|ства|ств|ции|ций|наук|искусств))?)"
        + @"|(?<!\p{L})(?i:команд|клуб|газет|журнал|холдинг|концерн|корпораци|партия|партии|партию|партией|групп|телеканал|радиостанци|издани|стартап|студи|сеть|сети|сетью|авиакомпани)\p{L}{0,3}\s(?<name>«[^»\n]{1,60}»|""[^""\n]{1,60}"")",
        RegexOptions.CultureInvariant)]
    public static partial Regex Organization();

    /// <summary>"Lake Geneva", "Caspian Sea", «Каспийское море», «река Волга»: the group <c>name</c>.</summary>
    [GeneratedRegex(
        @"(?<![\w'’])(?<name>(?:Lake|Mount|Cape|Port|Fort|Saint|St\.?|Isle\sof|Gulf\sof|Bay\sof|Strait\sof)\s[A-Z][\w'’-]{2,30}|(?!The\b|A\b|In\b|At\b|Our\b)[A-Z][\w'’-]{2,30}(?:\s[A-Z][\w'’-]{2,30})?\s(?:River|Sea|Ocean|Islands?|Mountains?|Bay|Desert|Valley|Peninsula|County|Province|Region|Airport|Station|Bridge|Square|Park|Canal|Strait|Falls|Beach|Coast))\b"
        + @"|(?<!\p{L})(?<name>[А-ЯЁ]\p{Ll}{2,30}(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое|ее)\s(?:мор|озер|океан|остров|област|кра[йяюе]|республик|район|проспект|площад|улиц|мост|вокзал|залив|пролив|канал|полуостров|пустын|федераци|округ|набережн|хребт?|горы?(?!\p{L}))\p{Ll}{0,4})(?!\p{L})"
        + @"|(?<!\p{L})(?i:рек[аиеуо]й?|озер[оауе]м?|город[ауе]?м?|остров[ауе]?|сел[оауе]|деревн[яиюе]й?|пос[её]л(?:ок|ке|ка)|гор[аыеу]|станици?|штат[аеу]?|столиц[аеуы]|област[ьи]|провинци[яиию]|пустын[яиею]|вулкан[ае]?)\s(?<name>[А-ЯЁ][\p{Ll}-]{2,30}(?:-[А-ЯЁа-яё]\p{Ll}{1,20}){0,2})",
        RegexOptions.CultureInvariant)]
    public static partial Regex Place();
}
