using System.Globalization;

namespace Planner.Catalog;

/// <summary>Holds the rule that every number of a card names its source and date.</summary>
internal static class FigureCheck
{
    private static readonly string[] DateForms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>What is wrong with a card's numbers, and the fix; empty when nothing is.</summary>
    public static string Fault(ModelCard card)
    {
        foreach (var (name, value, least) in Numbers(card))
        {
            if (value < least)
            {
                return $"has {value} as {name}. Give a number from {least} on, or leave it out.";
            }

            if (value is not null && card.Figures is null)
            {
                return $"has a number ({name}) without a source. Add \"figures\":{{\"source\":…,\"date\":…}}, or leave the number out.";
            }
        }

        return card.Figures switch
        {
            null => "",
            { } figures when string.IsNullOrWhiteSpace(figures.Source) => "names no source of its figures. Say where they are from in figures.source.",
            { } figures when !IsDate(figures.Date) => $"gives '{figures.Date}' as the date of its figures. Write figures.date as 2023, 2023-04 or 2023-04-05.",
            _ => "",
        };
    }

    private static (string Name, long? Value, long Least)[] Numbers(ModelCard card) =>
        [("downloads", card.Downloads, 0), ("likes", card.Likes, 0), ("parameters", card.Parameters, 1), ("maxTokens", card.MaxTokens, 1)];

    private static bool IsDate(string? date) =>
        DateOnly.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
