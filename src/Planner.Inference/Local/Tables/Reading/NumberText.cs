using System.Buffers;
using System.Globalization;
using System.Text;

namespace Planner.Inference.Local.Tables;

/// <summary>Reads numbers as people write them: <c>1,250.00</c>, <c>1 250,00 ₽</c>, <c>$480</c>, <c>(12.50)</c>, <c>7 %</c>.</summary>
internal static class NumberText
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create(".,");

    private static readonly HashSet<string> s_units = new(StringComparer.Ordinal)
    {
        "$", "€", "£", "¥", "₽", "₹", "₴", "%", "usd", "eur", "gbp", "rub", "rur", "chf", "jpy", "cny", "us$", "euro", "euros", "dollar",
        "dollars", "р", "р.", "руб", "руб.", "рубль", "рубля", "рублей", "евро", "доллар", "доллара", "долларов", "kg", "кг", "km", "км",
        "mm", "мм", "cm", "см", "ml", "мл", "pcs", "шт", "шт.",
    };

    /// <summary>Whether the word is a currency, percent or measure sign.</summary>
    public static bool IsUnit(string word) => s_units.Contains(word.ToLowerInvariant());

    /// <summary>Reads a whole cell.</summary>
    public static bool TryRead(string text, DecimalMark mark, out decimal value, out string unit)
    {
        value = 0;
        unit = "";
        if (text.Length is 0 or > 40 || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        string core = Normalize(text);
        bool negative = core.StartsWith('(') && core.EndsWith(')');
        core = negative ? core[1..^1].Trim() : core;
        int first = core.AsSpan().IndexOfAnyInRange('0', '9');
        int last = core.AsSpan().LastIndexOfAnyInRange('0', '9');
        string before = core[..first].Trim();
        string after = core[(last + 1)..].Trim();
        if (before.Contains('-', StringComparison.Ordinal))
        {
            negative = !negative;
            before = before.Replace("-", "", StringComparison.Ordinal).Trim();
        }

        string leadingMark = before.EndsWith('.') && before.Length == 1 ? "0." : "";
        before = leadingMark.Length > 0 ? "" : before.TrimStart('+').Trim();
        if ((before.Length > 0 && !IsUnit(before)) || (after.Length > 0 && !IsUnit(after)) || (before.Length > 0 && after.Length > 0))
        {
            return false;
        }

        unit = before.Length > 0 ? before : after;
        if (!TryReadDigits(leadingMark + core[first..(last + 1)], mark, out value))
        {
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>The decimal mark that the number proves, if it proves one.</summary>
    public static DecimalMark? MarkOf(string text)
    {
        string core = Normalize(text);
        int digit = core.AsSpan().IndexOfAnyInRange('0', '9');
        core = digit < 0 ? "" : core[digit..(core.AsSpan().LastIndexOfAnyInRange('0', '9') + 1)];
        int last = core.AsSpan().LastIndexOfAny(s_marks);
        if (last < 0)
        {
            return null;
        }

        char mark = core[last];
        int digits = core[(last + 1)..].TakeWhile(char.IsAsciiDigit).Count();
        bool repeated = core.IndexOf(mark, StringComparison.Ordinal) != last;
        bool both = core.Contains(mark == '.' ? ',' : '.', StringComparison.Ordinal);
        bool ambiguous = digits == 3 && !both && !core[..last].Contains(' ', StringComparison.Ordinal);
        return (repeated, ambiguous) switch
        {
            (true, _) => mark == '.' ? DecimalMark.Comma : DecimalMark.Point,
            (_, true) => null,
            _ => mark == '.' ? DecimalMark.Point : DecimalMark.Comma,
        };
    }

    private static bool TryReadDigits(string digits, DecimalMark mark, out decimal value)
    {
        value = 0;
        int decimalAt = DecimalPosition(digits, mark);
        string whole = decimalAt < 0 ? digits : digits[..decimalAt];
        string fraction = decimalAt < 0 ? "" : digits[(decimalAt + 1)..];
        string[] groups = whole.Split(' ', '\'', ',', '.');
        bool grouped = groups.Length > 1;
        if ((grouped && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(group => group.Length != 3)))
            || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        string joined = string.Concat(groups);
        // A code such as 00714 is a name, not a quantity.
        if (!joined.All(char.IsAsciiDigit) || (joined.Length > 1 && joined[0] == '0' && fraction.Length == 0))
        {
            return false;
        }

        return decimal.TryParse($"{joined}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static int DecimalPosition(string digits, DecimalMark mark)
    {
        int last = digits.AsSpan().LastIndexOfAny(s_marks);
        if (last < 0 || digits.IndexOf(digits[last], StringComparison.Ordinal) != last)
        {
            return -1;
        }

        bool other = digits.AsSpan(0, last).ContainsAny(s_marks);
        bool spaced = digits.AsSpan(0, last).ContainsAny(' ', '\'');
        bool ambiguous = digits.Length - last == 4 && last <= 3 && !other && !spaced && digits[0] != '0';
        bool groups = ambiguous && mark switch
        {
            DecimalMark.Point => digits[last] == ',',
            DecimalMark.Comma => digits[last] == '.',
            _ => true,
        };
        return groups ? -1 : last;
    }

    private static string Normalize(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            builder.Append(c switch
            {
                '\u00A0' or '\u202F' or '\u2009' => ' ',
                '\u2212' or '\u2013' => '-',
                '\u2019' => '\'',
                _ => c,
            });
        }

        return builder.ToString().Trim();
    }
}
