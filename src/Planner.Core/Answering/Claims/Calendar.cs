namespace Planner.Answering.Claims;

/// <summary>Names of months and week days, English and Russian, in full, inflected and cut short.</summary>
internal static class Calendar
{
    private static readonly string[] Months =
    [
        "january jan январ янв", "february feb феврал февр фев", "march mar март мар", "april apr апрел апр", "may май мая мае маем маю", "june jun июн июнь июня июне июню июнем", "july jul июл июль июля июле июлю июлем",
        "august aug август авг", "september sept sep сентябр сент сен", "october oct октябр окт", "november nov ноябр нояб ноя", "december dec декабр дек",
    ];

    private static readonly string[] Weekdays =
    [
        "sunday воскресень", "monday понедельник", "tuesday вторник", "wednesday сред", "thursday четверг", "friday пятниц", "saturday суббот",
    ];

    /// <summary>The month of that name, 1 to 12; null when it is none.</summary>
    public static int? Month(string lower)
    {
        for (var month = 0; month < Months.Length; month++)
        {
            foreach (var name in Months[month].Split(' '))
            {
                // Short names and "май" are whole words, the rest stems that a Russian ending follows.
                if (lower == name || (name.Length > 3 && name[0] >= 'а' && lower.StartsWith(name, StringComparison.Ordinal) && lower.Length - name.Length <= 2))
                {
                    return month + 1;
                }
            }
        }

        return null;
    }

    /// <summary>The day of the week of that name; null when it is none.</summary>
    public static DayOfWeek? Weekday(string lower)
    {
        for (var day = 0; day < Weekdays.Length; day++)
        {
            foreach (var name in Weekdays[day].Split(' '))
            {
                if (lower == name || (name[0] >= 'а' && lower.StartsWith(name, StringComparison.Ordinal) && lower.Length - name.Length <= 2 && lower != "средств"))
                {
                    return (DayOfWeek)day;
                }
            }
        }

        return null;
    }

    /// <summary>The days since the year 1; a date without a year counts in a leap year. Null when there is no such day.</summary>
    public static int? DayNumber(int? year, int month, int day) =>
        (year ?? 2000) is >= 1 and <= 9999 and var known && day <= DateTime.DaysInMonth(known, month) ? new DateOnly(known, month, day).DayNumber : null;
}
