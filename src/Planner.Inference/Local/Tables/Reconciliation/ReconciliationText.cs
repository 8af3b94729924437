using System.Globalization;
using System.Text;

namespace Planner.Inference.Local.Tables;

/// <summary>Writes a reconciliation as a short text, a line a name, in English, Russian or Spanish.</summary>
public static class ReconciliationText
{
    private static readonly Phrases s_english = new(
        "must pay {0}", "no amount is stated", " by {0}", "paid {0}", "nothing paid", " (last payment {0})", " (last payment {0}, after the due date)",
        "paid in full", "{0} outstanding", "overpaid by {0}",
        "January February March April May June July August September October November December", "{0} {1} {2}", ",", ".");

    private static readonly Phrases s_russian = new(
        "должно быть уплачено {0}", "сумма не указана", " до {0}", "уплачено {0}", "ничего не уплачено", " (последний платёж {0})",
        " (последний платёж {0}, после срока)", "уплачено полностью", "осталось {0}", "переплата {0}",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря", "{0} {1} {2}", "\u00A0", ",");

    private static readonly Phrases s_spanish = new(
        "debe pagar {0}", "no se indica importe", " a más tardar el {0}", "pagado {0}", "nada pagado", " (último pago {0})",
        " (último pago {0}, fuera de plazo)", "pagado por completo", "pendiente {0}", "pagado de más {0}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "{0} de {1} de {2}", ".", ",");

    /// <summary>Writes the reconciliation.</summary>
    /// <param name="reconciliation">What came of the comparison.</param>
    /// <param name="language">The language of the text, <c>en</c>, <c>ru</c> or <c>es</c>; any other is taken for English.</param>
    public static string Render(Reconciliation reconciliation, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(reconciliation);
        ArgumentNullException.ThrowIfNull(language);
        Phrases phrases = language.Length < 2 ? s_english : language[..2].ToLowerInvariant() switch
        {
            "ru" => s_russian,
            "es" => s_spanish,
            _ => s_english,
        };
        return reconciliation.Problem.Length > 0 ? reconciliation.Problem
            : string.Join('\n', reconciliation.Lines.Select(line => Line(line, phrases)));
    }

    private static string Line(ReconciliationLine line, Phrases phrases)
    {
        var text = new StringBuilder(line.Name).Append(": ");
        text.Append(line.Stated is { } stated ? Fill(phrases.MustPay, Money(stated, line.Currency, phrases)) : phrases.NotStated);
        text.Append(line.Due is { } due ? Fill(phrases.By, Day(due, phrases)) : "").Append("; ");
        text.Append(line.Paid == 0 ? phrases.NothingPaid : Fill(phrases.Paid, Money(line.Paid, line.Currency, phrases)));
        text.Append(line.LastPaid is { } last ? Fill(line.IsLate ? phrases.LastLate : phrases.Last, Day(last, phrases)) : "");
        text.Append(line.Verdict switch
        {
            ReconciliationVerdict.PaidInFull => "; " + phrases.InFull,
            ReconciliationVerdict.Overpaid => "; " + Fill(phrases.Over, Money(-line.Difference, line.Currency, phrases)),
            ReconciliationVerdict.NothingStated => "",
            _ => "; " + Fill(phrases.Outstanding, Money(line.Difference, line.Currency, phrases)),
        });
        return text.Append('.').ToString();
    }

    private static string Money(decimal amount, string currency, Phrases phrases)
    {
        string number = amount.ToString("#,##0.00", CultureInfo.InvariantCulture)
            .Replace(",", "\0", StringComparison.Ordinal).Replace(".", phrases.Decimal, StringComparison.Ordinal).Replace("\0", phrases.Grouping, StringComparison.Ordinal);
        return currency.Length == 0 ? number : currency is "$" or "£" ? currency + number : $"{number} {currency}";
    }

    private static string Day(DateOnly date, Phrases phrases) => string.Format(
        CultureInfo.InvariantCulture, phrases.Date, date.Day, phrases.Months.Split(' ')[date.Month - 1], date.Year);

    private static string Fill(string phrase, string value) => phrase.Replace("{0}", value, StringComparison.Ordinal);

    private sealed record Phrases(
        string MustPay, string NotStated, string By, string Paid, string NothingPaid, string Last, string LastLate, string InFull,
            string Outstanding,
        string Over, string Months, string Date, string Grouping, string Decimal);
}
