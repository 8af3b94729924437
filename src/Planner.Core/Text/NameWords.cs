namespace Planner.Text;

/// <summary>Words that speak for or against a person's name. The first names are common ones only; others are found by their shape.</summary>
internal static class NameWords
{
    private static readonly WordList Titles = new(
        "mr mrs ms miss dr doctor prof professor sir lady lord madam judge captain president mayor minister senator director г-н г-жа господин госпожа доктор профессор судья капитан президент министр директор мэр");

    private static readonly WordList Particles = new("de del della di da van von der den la le bin al el dos du ter фон де ван дер ла оглы");

    private static readonly WordList Never = new("""
        january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
        january dear regards kind best sincerely yours hello hi thanks invoice date total subject page chapter section article annex contract agreement notice minutes report summary
        present questions question payment amount english russian spanish german french italian today tomorrow yesterday residential lease party parties each every both either pets note
        уважаемый уважаемая уважаемые дорогие договор счёт счет акт протокол статья раздел глава страница дата сумма итого всего уважением понедельник вторник среда четверг пятница суббота воскресенье
        январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь каждый каждая стороны сторона просим сообщаем заказчик исполнитель
        """);

    private static readonly WordList First = new("""
        james john robert michael william david richard joseph thomas charles daniel matthew anthony mark paul steven andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob
        nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick jack dennis peter adam henry nathan oliver harry simon martin tom tim ben sam max leo hans karl
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia
        kathleen amy angela anna ruth brenda pamela nicole katherine samantha christine emma catherine virginia rachel janet maria heather diane julie joyce victoria kelly christina joan evelyn alice julia sophie
        olivia lucy jane kate claire clara eva elena lena nina rosa ana marie pierre jean luc jose juan carlos luis pedro miguel pablo marco luca giulia ahmed mohammed ali omar fatima wei priya raj oleg ivan olga
        иван иваном ивана ивану пётр петр петра петру алексей алексея алексею александр александра александру дмитрий дмитрия дмитрию сергей сергея сергею андрей андрея андрею михаил михаила николай николая владимир владимира
        максим максима олег олега игорь игоря юрий юрия виктор виктора павел павла роман романа антон антона илья ильи илью артём артем егор егора никита кирилл кирилла денис дениса евгений евгения константин григорий григория
        анна анны анне анну мария марии марию елена елены елене елену ольга ольги ольге ольгу наталья натальи наталья татьяна татьяны ирина ирины ирину светлана светланы марина марины марину екатерина екатерины юлия юлии анастасия дарья
        надежда людмила галина нина вера софья полина ксения алина валентина лариса тамара зоя оксана фёдор федор василий василия лев борис бориса вадим станислав тимофей матвей
        """);

    /// <summary>Whether a word is a title before a name.</summary>
    public static bool IsTitle(ReadOnlySpan<char> word) => Titles.Contains(word);

    /// <summary>Whether a word joins the parts of a name in lower case.</summary>
    public static bool IsParticle(ReadOnlySpan<char> word) => char.IsLower(word[0]) && Particles.Contains(word);

    /// <summary>Whether a word is never part of a name, though it is often written with a capital.</summary>
    public static bool IsNever(ReadOnlySpan<char> word) => Never.Contains(word);

    /// <summary>Whether a word is a common first name.</summary>
    public static bool IsFirstName(ReadOnlySpan<char> word) => First.Contains(word);

    /// <summary>Whether a word is a Russian patronymic in any case form.</summary>
    public static bool IsPatronymic(ReadOnlySpan<char> word)
    {
        var stem = word.TrimEnd("аеуыоймюя");
        return word.Length > 5 && (stem.EndsWith("ович") || stem.EndsWith("евич") || stem.EndsWith("овн") || stem.EndsWith("евн") || stem.EndsWith("ьич") || stem.EndsWith("ичн"));
    }
}
