namespace Planner.Inference.Local.Tables;

/// <summary>The words with which questions about tables are put, English and Russian, with their roles.</summary>
internal static class QuestionLexicon
{
    // Role, an optional hint after a slash, then phrases separated by bars. Russian words stand for all their forms.
    private const string Lines = """
        HowMany: how many | number of | count of | count | сколько | количество | число | сколько всего | какое количество
        HowMuch: how much
        Sum: total | sum | sum of | in total | total of | altogether | overall | combined | together | sum up | сумма | итого | всего | в сумме | вместе | общий | суммарный | суммарно | итоговый | в целом
        Average: average | mean | avg | on average | средний | в среднем | среднее
        Highest: highest | largest | biggest | greatest | maximum | max | top | топ | best | наибольший | максимальный | самый большой | самый высокий | по величине | по размеру | самый крупный | крупнейший | максимум | самый лучший | лучший | выше всего | выше всех
        Lowest: lowest | smallest | minimum | min | bottom | worst | наименьший | минимальный | самый низкий | самый маленький | минимум | самый малый | ниже всего | ниже всех | худший
        Highest/number: most | the most | больше всего | больше всех | лучше всего | лучше всех
        Lowest/number: least | the least | fewest | меньше всего | меньше всех | хуже всего | хуже всех
        Highest/rows: чаще всего | чаще всех | most often | most frequently | most popular | most common | most frequent | самый популярный | самый частый
        Lowest/rows: реже всего | реже всех | least often | least popular | самый редкий
        Highest/salary: highest paid | best paid | самый высокооплачиваемый
        Highest/price: most expensive | costliest | priciest | самый дорогой | дороже всего | дороже всех
        Lowest/price: cheapest | least expensive | самый дешевый | дешевле всего | дешевле всех
        Highest/age: oldest | самый старший | самый старый | старше всех
        Lowest/age: youngest | самый молодой | самый младший | моложе всех | младше всех
        Highest/date: latest | last | most recent | newest | последний | самый поздний | самый новый | самый последний
        Lowest/date: earliest | first | самый ранний | самый первый | первый
        Highest/duration: longest | самый долгий | самый длинный | дольше всего
        Lowest/duration: shortest | самый короткий
        Highest/height: tallest
        Highest/weight: heaviest | самый тяжелый
        Lowest/weight: lightest | самый легкий
        Highest/temperature: warmest | hottest | самый теплый | самый жаркий
        Lowest/temperature: coldest | самый холодный
        Highest/population: most populous | самый населенный
        Place/2: second | второй
        Place/3: third | третий
        Place/4: fourth | четвертый
        Place/5: fifth | пятый
        Greater: over | more than | greater than | above | exceeding | exceeds | exceed | higher than | larger than | bigger than | longer than | heavier than | > | больше | больше чем | более | более чем | выше | свыше | превышать | превышает | превышающий | after | later than | после | позже | позднее
        Greater/price: дороже | more expensive than
        Greater/age: older than | старше
        AtLeast: at least | no less than | not less than | >= | ≥ | or more | не менее | не меньше | не раньше | since | from | starting | starting from | от | с | со | начиная с
        Less: under | less than | below | fewer than | lower than | smaller than | shorter than | lighter than | < | меньше | меньше чем | менее | менее чем | ниже | before | earlier than | раньше | ранее
        Less/price: cheaper than | дешевле
        Less/age: younger than | младше | моложе
        AtMost: at most | no more than | not more than | up to | <= | ≤ | not exceeding | не более | не больше | не позднее | не позже | through
        Between: between | между | in the range | в диапазоне
        More: more | higher | larger | greater | bigger
        More/price: more expensive
        Fewer: less | fewer | lower | smaller
        Fewer/price: cheaper
        Until: until | till | to | by | до | по
        Per: per | by | for each | in each | of each | for every | in every | each | every | grouped by | по | каждый | в каждый | для каждый | по каждый | у каждый | в разрезе
        Which: which | what | какой | который | что | каков
        Which/list: show | list | give | find | tell | назови | покажи | перечисли | выведи | найди
        Which/person: who | whom | whose | кто | кого | кому | чей
        Which/date: when | когда | какого числа | on what date | what date
        Which/origin: from where | откуда
        Which/destination: where to | куда
        Which/place: where | где
        Not: delete | remove | drop | ignore | ignoring | omit | omitting | leave out | leaving out | disregarding | without | not counting | delete all | remove all | удали | удалить | убери | убрать | исключи | исключить | без | без учета | игнорируя
        Not: not | except | excluding | exclude | other than | besides | but not | кроме | не | за исключением | исключая | не считая
        Row: everything | orders | order | payments | payment | sales | sale | transactions | transaction | purchases | purchase | rows | row | records | record | entries | entry | lines | times | items | deals | заказ | платеж | продажа | покупка | транзакция | операция | строка | запись | раз | сделка | позиция
        DatePart/month: month | months | месяц
        DatePart/year: year | years | год
        Distinct: different | distinct | unique | разный | различный | уникальный
        Unsupported: by how much | change | update | replace | rename | insert | измени | замени | переименуй | how much more | how much less | how many more | how many fewer | на сколько | насколько | difference | ratio | median | mode | trend | correlation | why | predict | forecast | deviation | variance | quarter | quarters | half-year | week | weeks | квартал | полугодие | неделя | разница | разность | отношение | медиана | почему | прогноз | тренд | динамика | отклонение | зачем | compare | сравни | than
        Share: what percent | what percentage | what share | what proportion | what fraction | percent | percentage | share | proportion | fraction | какая доля | какой процент | какую долю | сколько процентов | доля | процент
        Filler: a an the of in on at for with and or is are was were be been did do does done has have had that there this these those it its all any please me us out how made make makes making get got from into as their his her our my i we you table data column value values name also only just exactly much many number over during within entire whole together company list file database dataset
        Filler: я ты мы вы и или в во на у из за для к ко о об от с со до по ли же бы это этот эта эти тот та те был была было были есть быть имеет иметь имеют мне нам пожалуйста все весь вся всех а но их его ее он она они таблица данные столбец значение сделать сделал сделали сделано чему равна равен какова ровно только самый при под пришлось пришелся приходится приходиться оказался оказалась составить составил составила составляет компания компании список списке файл файле база базе фирме организации
        """;

    private static readonly ILookup<string, QuestionPhrase> s_byFirstLetter = Read().ToLookup(phrase => phrase.Words[0][..1]);

    /// <summary>The phrases that start at a word.</summary>
    /// <param name="words">The words of the question.</param>
    /// <param name="start">The first word.</param>
    public static IEnumerable<QuestionPhrase> At(IReadOnlyList<TextWord> words, int start) =>
        s_byFirstLetter[words[start].Folded[..1]].Where(phrase =>
            start + phrase.Words.Count <= words.Count
            && phrase.Words.Index().All(pair => Says(words[start + pair.Index].Folded, pair.Item)));

    private static bool Says(string word, string phraseWord) =>
        string.Equals(word, phraseWord, StringComparison.Ordinal)
        || (phraseWord.Length > 3 && phraseWord[0] >= '\u0400' && phraseWord is not ("более" or "всего" or "всех" or "после" or "меньше" or "больше")
            && Inflection.AreForms(word, phraseWord));

    private static IEnumerable<QuestionPhrase> Read()
    {
        foreach (string line in Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(": ", 2);
            string[] head = parts[0].Split('/');
            QuestionRole role = Enum.Parse<QuestionRole>(head[0]);
            char separator = role == QuestionRole.Filler ? ' ' : '|';
            foreach (string phrase in parts[1].Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new QuestionPhrase(phrase.Split(' '), role, head.Length > 1 ? head[1] : "");
            }
        }
    }
}
