namespace Planner.Text;

/// <summary>Words that say little about what a text is about: articles, pronouns, prepositions, auxiliaries. English and Russian.</summary>
public static class StopWords
{
    private static readonly WordList English = new("""
        a about above after again against all also am an and any are aren't as at be because been before being below between both but by
        can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either else even ever every few for
        from further get got had hadn't has hasn't have haven't having he her here hers herself him himself his how however i i'm i've if
        in into is isn't it it's its itself just let's like may me might mine more most must my myself neither no nor not now of off often
        on once one only onto or other ought our ours ourselves out over own per rather really same shall shan't she should shouldn't so
        some still such than that that's the their theirs them themselves then there these they they're this those though through thus to
        too toward towards under until unto up upon us very via was wasn't we we're were weren't what whatever when where whether which
        while who whom whose why will with within without won't would wouldn't yet you you're your yours yourself yourselves
        """);

    private static readonly WordList Russian = new("""
        а без более больше будет будете будешь будто будут будучи будь бы был была были было быть в вам вами вас ваш ваша ваше вашего
        вашей вашему ваши ваших весь вне во вот впрочем все всегда всего всей всем всеми всему всех всё всю вся вы где да даже для до его
        ее ей ею её если есть еще ещё ж же за здесь и из из-за или им ими иногда их к ко когда который которая которое которого которой
        котором которому которую которые которых которым которыми кроме кто куда ли либо лишь между меня мне много может могут можно мои
        мой моя мы на над надо нам нами нас наш наша наше нашего нашей наши наших не него нее неё ней нельзя нему нет нею ни нибудь
        никогда ним ними них ничего но ну о об оба один однако он она они оно от ото очень перед по под после потом потому почти при про
        раз разве с сам сама сами само самого свое своего своей своем своему свои своим своих свой свою своё себе себя со собой так также
        такая такие такого такое такой такую там тебе тебя тем теми тех то тобой тогда того тоже той только том тому тот ту туда тут ты
        тысячу у уж уже хоть хотя чего чей чем через что чтоб чтобы чуть эта эти этим этими этих это этого этой этом этому этот эту я
        является являются
        """);

    /// <summary>Whether a word is a stop word of a language.</summary>
    /// <param name="word">One word in any case.</param>
    /// <param name="language">ISO 639-1 code; languages other than <c>en</c> and <c>ru</c> have none.</param>
    public static bool Contains(ReadOnlySpan<char> word, string language) => language switch
    {
        "en" => English.Contains(word),
        "ru" => Russian.Contains(word),
        _ => false,
    };

    /// <summary>Whether a word is a stop word of any known language.</summary>
    /// <param name="word">One word in any case.</param>
    public static bool Contains(ReadOnlySpan<char> word) => English.Contains(word) || Russian.Contains(word);
}
