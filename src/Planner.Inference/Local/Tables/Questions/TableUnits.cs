using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>Writes numbers of a column with the currency or measure that its cells or its header state.</summary>
internal static class TableUnits
{
    // From so many decimals a difference is an error of the file rather than a figure.
    private const string ExactFormat = "0.########";

    /// <summary>The unit of a column: of its cells, or else of its header (<c>Amount (EUR)</c>, <c>price_usd</c>); empty where there is none.</summary>
    public static string Of(TableColumn column)
    {
        if (column.Kind != ColumnKind.Number || column.Unit.Length > 0)
        {
            return column.Unit;
        }

        string said = column.Name.Split([' ', '_', '(', ')', ',', '/', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .LastOrDefault(NumberText.IsUnit) ?? "";
        // Codes of currencies are written large, in whatever letters the header has them.
        return said.Length == 3 && said.All(char.IsAsciiLetter) && said is not "pcs" ? said.ToUpperInvariant() : said;
    }

    /// <summary>A number of the column, at most two decimals.</summary>
    public static string Write(decimal number, TableColumn? column) =>
        With(number.ToString("0.##", CultureInfo.InvariantCulture), column);

    /// <summary>A number as its cell states it: all its decimals, no empty ones.</summary>
    public static string WriteExact(decimal number, TableColumn column) => With(Exact(number), column);

    /// <summary>All decimals of a number, no empty ones.</summary>
    public static string Exact(decimal number) => number.ToString(ExactFormat, CultureInfo.InvariantCulture);

    private static string With(string number, TableColumn? column)
    {
        string unit = column is null ? "" : Of(column);
        return unit switch
        {
            "" => number,
            "%" => number + unit,
            "$" or "£" or "¥" or "US$" or "us$" => number.StartsWith('-') ? $"-{unit}{number[1..]}" : unit + number,
            _ => $"{number} {unit}",
        };
    }
}
