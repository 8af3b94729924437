using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Tasks that take nothing and give a table, such as a table of a database: a question that speaks of one is asked of its rows.</summary>
internal static class TableSources
{
    // Words that want something worked out, by their beginnings: what is no question in form may still be one.
    private static readonly string[] Figures =
        ["total", "sum", "average", "mean", "count", "number", "amount", "most", "least", "highest", "lowest", "largest", "smallest", "сумм", "итог", "средн", "количеств", "сколько", "максим", "миним"];

    /// <summary>Puts the question behind the table that it speaks of, unless something else already takes the table.</summary>
    public static List<Ask> Apply(RequestText request, TaskTaxonomy taxonomy, List<Ask> asks)
    {
        var tables = asks.Where(ask => ask.Task is { Inputs.Count: 0, Output: Modality.Table }).ToList();
        if (tables.Count == 0 || asks.Exists(ask => ask.Task.Inputs.Any(slot => slot.Accepts.Contains(Modality.Table)))
            || !taxonomy.TryGet("table-question-answering", out var question) || tables.Find(ask => Asks(request, ask)) is not { } table)
        {
            return asks;
        }

        var at = asks.IndexOf(table) + 1;
        return [.. asks[..at], new Ask { Task = question, Score = table.Score, First = table.First, Lead = table.Lead, Last = table.Last, IsQuestion = true }, .. asks[at..]];
    }

    private static bool Asks(RequestText request, Ask ask) => new Clause(request, ask).IsQuestion
        || request.Words.Skip(ask.First).Take(ask.Last - ask.First + 1).Any(word => Figures.Any(figure => word.Lower.StartsWith(figure, StringComparison.Ordinal)));
}
