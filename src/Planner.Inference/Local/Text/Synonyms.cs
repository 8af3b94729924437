using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Small groups of words that ask and answer for each other in documents about obligations and plain facts.</summary>
internal static class Synonyms
{
    private static readonly string[] Groups =
    [
        "pay paid payment pays payable due owe owes owed settle remit refund repay transfer contribute",
        "cost price fee charge amount sum worth total value",
        "deadline due expire expiry latest",
        "begin began begun start commence opening launch",
        "end finish complete close terminate conclude expire",
        "last continue take duration",
        "buy bought purchase acquire order",
        "sell sold sale",
        "send sent deliver delivery ship submit dispatch supply hand",
        "sign signed conclude conclusion execute",
        "make made produce create build built construct manufacture",
        "write wrote written author rewrite compose draft",
        "found founded establish create set",
        "find found discover discovery detect locate",
        "die died death dead kill",
        "born birth",
        "live lived reside residence home dwell",
        "work job employ employment",
        "lead led head manage chair run direct",
        "choose chose chosen elect select appoint pick",
        "decide decided decision agree agreed agreement resolve",
        "say said tell told state announce report claim",
        "happen occur take",
        "fix repair mend restore renovate",
        "hold held keep kept store",
        "allow allowed permit permitted",
        "penalty fine",
        "phone telephone call number",
        "email e-mail mail address",
        "company firm business",
        "flat apartment home house premises",
        "boss manager director head",
        "move relocate postpone shift",
        "stop cease halt suspend interrupt disconnect cut",
        "visit attend attract come",
        "increase rise rose risen grow grew grown",
        "decrease fall fell fallen drop decline reduce",
        "платить заплатить оплатить уплатить выплатить оплата уплата платёж выплата внести вносить погасить перечислить вернуть возместить плата заплатит оплачивает платит задолжать",
        "стоить стоимость цена обойтись обойдётся сумма плата стоит составляет составить составила",
        "срок дедлайн крайний",
        "вернуть возврат возвратить отдать погасить",
        "деньги сумма средства",
        "начаться начать начинается начало начинаться начнётся начнутся старт стартовать открыться",
        "закончиться закончить окончание завершить завершиться конец заканчивается истекает",
        "длиться продлиться продолжаться продолжительность длится продлится продлятся займёт",
        "купить покупка приобрести покупать заказать закупить",
        "продать продажа продавать",
        "доставить доставка поставить поставка отправить привезти поставлять передать сдать прислать",
        "подписать подписан заключить заключён подписание",
        "сделать создать построить изготовить разработать строительство построен разработка",
        "написать автор писать сочинить",
        "основать основан создать учредить",
        "найти обнаружить открыть открытие",
        "умереть умер скончаться скончался смерть погибнуть погиб умерла скончалась погибли",
        "родиться родился родилась рождение",
        "жить проживать живёт проживает адрес проживал жил",
        "работать работа трудиться выполнять выполнить выполнит",
        "руководить возглавлять возглавить руководитель глава возглавляет руководит",
        "избрать выбрать назначить избран выбор",
        "решить решение постановить договориться",
        "сказать сообщить заявить рассказать",
        "произойти случиться происходить состояться пройти",
        "отремонтировать ремонт починить ремонтировать заменить замена",
        "прекратить прекращена прекратят остановить отключить отключение прекращение прервать",
        "штраф пеня неустойка",
        "телефон номер звонить позвонить",
        "почта адрес e-mail имейл",
        "компания фирма организация подрядчик предприятие",
        "заём займ ссуда кредит долг",
        "квартира жильё помещение",
        "окончить закончить учиться учился выпускник",
        "вырасти увеличиться рост повыситься",
        "снизиться уменьшиться упасть сократиться падение",
        "перенести отложить сдвинуть переехать переезд",
    ];

    private static readonly Dictionary<string, HashSet<int>> ByStem = Build();

    /// <summary>Whether two stems share a group.</summary>
    public static bool Share(string first, string second) =>
        ByStem.TryGetValue(first, out var groups) && ByStem.TryGetValue(second, out var others) && groups.Overlaps(others);

    private static Dictionary<string, HashSet<int>> Build()
    {
        var groups = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (var i = 0; i < Groups.Length; i++)
        {
            foreach (var word in Groups[i].Split(' '))
            {
                var stem = Stemmer.Stem(word);
                if (!groups.TryGetValue(stem, out var set))
                {
                    groups[stem] = set = [];
                }

                set.Add(i);
            }
        }

        return groups;
    }
}
