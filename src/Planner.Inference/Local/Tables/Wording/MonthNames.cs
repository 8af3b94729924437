namespace Planner.Inference.Local.Tables;

/// <summary>Month names in English, Russian and Spanish, in full, inflected and cut short.</summary>
internal static class MonthNames
{
    private static readonly Dictionary<string, (int Month, bool IsShort)> s_months = Build();

    /// <summary>Reads a month name.</summary>
    /// <param name="folded">A folded word.</param>
    /// <param name="month">The month, 1–12.</param>
    /// <param name="isShort">Whether the name is cut short (<c>mar</c>), which alone may be another word.</param>
    public static bool TryRead(string folded, out int month, out bool isShort)
    {
        bool found = s_months.TryGetValue(folded, out (int Month, bool IsShort) entry);
        (month, isShort) = entry;
        return found;
    }

    private static Dictionary<string, (int Month, bool IsShort)> Build()
    {
        string[] full =
        [
            "january enero январь января январе январю январем",
            "february febrero февраль февраля феврале февралю февралем",
            "march marzo март марта марте марту мартом",
            "april abril апрель апреля апреле апрелю апрелем",
            "may mayo май мая мае маю маем",
            "june junio июнь июня июне июню июнем",
            "july julio июль июля июле июлю июлем",
            "august agosto август августа августе августу августом",
            "september septiembre setiembre сентябрь сентября сентябре сентябрю сентябрем",
            "october octubre октябрь октября октябре октябрю октябрем",
            "november noviembre ноябрь ноября ноябре ноябрю ноябрем",
            "december diciembre декабрь декабря декабре декабрю декабрем",
        ];
        string[] cut =
        [
            "jan ene янв", "feb фев февр", "mar мар", "apr abr апр", "", "jun июн", "jul июл", "aug ago авг", "sep sept сен сент", "oct окт",
            "nov ноя нояб", "dec dic дек",
        ];
        var months = new Dictionary<string, (int Month, bool IsShort)>(StringComparer.Ordinal);
        for (int index = 0; index < full.Length; index++)
        {
            foreach (string name in full[index].Split(' '))
            {
                months[name] = (index + 1, false);
            }

            foreach (string name in cut[index].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                months[name] = (index + 1, true);
            }
        }

        return months;
    }
}
