using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>A date as people say it: a day, a month, a year, or any part of these.</summary>
internal readonly record struct PartialDate(int? Year, int? Month, int? Day)
{
    /// <summary>The calendar day, where the date states one whole.</summary>
    public DateOnly? Whole =>
        Year is { } year && Month is { } month && Day is { } day
            && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>Whether the calendar day lies in what is said.</summary>
    public bool Contains(DateOnly date) =>
        (Year ?? date.Year) == date.Year && (Month ?? date.Month) == date.Month && (Day ?? date.Day) == date.Day;

    /// <summary>
    /// Whether the calendar day lies before (negative), in (0) or after (positive) what is said. Without a year, days are compared within
    /// their own year.
    /// </summary>
    public int Compare(DateOnly date)
    {
        (int, int, int) said = (Year ?? date.Year, Month ?? date.Month, Day ?? date.Day);
        return (date.Year, date.Month, date.Day).CompareTo(said);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string year = Year?.ToString("0000", CultureInfo.InvariantCulture) ?? "";
        string month = Month?.ToString("00", CultureInfo.InvariantCulture) ?? "";
        string day = Day?.ToString("00", CultureInfo.InvariantCulture) ?? "";
        return string.Join('-', new[] { year.Length == 0
            && month.Length > 0 ? "any year" : year, month, day }.Where(part => part.Length > 0));
    }
}
