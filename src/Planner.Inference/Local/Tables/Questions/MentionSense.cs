namespace Planner.Inference.Local.Tables;

/// <summary>Tells which of its possible meanings a mention has, going by what stands around it.</summary>
internal sealed class MentionSense(QuestionReading reading, MentionList mentions, TableColumns columns)
{
    /// <summary>From this score a header's own word beats the word's role in questions.</summary>
    public const double RoleOverColumn = 0.9;

    /// <summary>Whether a word that may name a column or an operation is the operation: "total" before "units".</summary>
    public bool IsOperation(int at) =>
        mentions[at].Quantity is not { Score: > RoleOverColumn } named
        || (mentions.IsFree(at + 1) && mentions.Gap(at, at + 1) == 0 && mentions[at + 1].Quantity is { Score: > RoleOverColumn } next
            && next.Column != named.Column);

    /// <summary>Whether "how many" before the mention asks for a number of rows or things, not for numbers to be added.</summary>
    public bool IsCounted(int at)
    {
        Mention mention = mentions[at];
        if (mention.Quantity is not null && mention.Length == 1 && Concepts.IsMoney(reading.Words[mention.Start].Folded))
        {
            return false;
        }

        if (mention.Quantity is not null && Inflection.IsRussianVerb(reading.Words[mention.Start].Folded))
        {
            return false;
        }

        // Money is not counted: "how many expenses" counts rows, where no header says "expenses" itself.
        double number = mention.Quantity is { } named && (named.Score > RoleOverColumn || !columns.IsMoney(named.Column)) ? named.Score : 0;
        double other = mention.Columns.Where(link => !link.IsQuantity).Select(link => link.Score).FirstOrDefault();
        return mention.Plays(QuestionRole.Row) ? number < RoleOverColumn : other >= number && mention.Columns.Count > 0;
    }

    /// <summary>Whether a value of the mention's column follows: "region North".</summary>
    public bool HasValueBeside(int at) =>
        mentions.IsFree(at + 1) && mentions.Gap(at, at + 1) == 0
        && mentions[at + 1].Values.Any(value => mentions[at].Columns.Any(link => link.Column == value.Column));

    /// <summary>What rows may be grouped by or named with, going by the mention.</summary>
    public TableKey? KeyOf(Mention mention)
    {
        bool isPart = mention.Plays(QuestionRole.DatePart);
        if (mention.Column() is { } link && (!isPart || link.Column.Kind != ColumnKind.Date))
        {
            return new TableKey(link.Column, DatePart.Whole);
        }

        return isPart && columns.Dates is { } dates
            ? new TableKey(dates, mention.HintOf(QuestionRole.DatePart) == "month" ? DatePart.Month : DatePart.Year)
            : null;
    }

    /// <summary>The next free mention that carries something of the table or an operation.</summary>
    public int Next(int at) => mentions.Free.FirstOrDefault(
        other => other > at && (mentions[other].Columns.Count + mentions[other].Values.Count > 0 || mentions[other].Plays(
            QuestionRole.Row, QuestionRole.DatePart, QuestionRole.Average, QuestionRole.Sum, QuestionRole.Highest, QuestionRole.Lowest,
                QuestionRole.Distinct)),
        -1);
}
