namespace Planner.Inference.Local.Tables;

/// <summary>Columns that say yes or no: "Returned: yes", "Оплачено: да".</summary>
internal static class Flags
{
    private static readonly HashSet<string> s_yes = new(StringComparer.OrdinalIgnoreCase) { "yes", "y", "true", "x", "✓", "✔", "да", "истина" };
    private static readonly HashSet<string> s_no = new(StringComparer.OrdinalIgnoreCase) { "", "no", "n", "false", "-", "–", "—", "✗", "нет", "ложь" };

    /// <summary>Whether every cell of the column is a yes or a no, and some are a yes.</summary>
    public static bool Holds(DelimitedTable table, TableColumn column)
    {
        bool some = false;
        for (int row = 0; row < table.RowCount; row++)
        {
            string text = table[row, column.Index].Text;
            bool yes = IsYes(text);
            if (!yes && !s_no.Contains(text))
            {
                return false;
            }

            some |= yes;
        }

        return column.Kind == ColumnKind.Text && some;
    }

    /// <summary>Whether a cell says yes.</summary>
    public static bool IsYes(string text) => s_yes.Contains(text);
}
