namespace Planner.Inference.Local.Tables;

/// <summary>What a word does in a question, apart from naming something in the table.</summary>
internal enum QuestionRole
{
    None,

    /// <summary>"how many": a count, or the sum of a column of numbers that follows.</summary>
    HowMany,

    /// <summary>"how much": a number from the table, summed where there are several.</summary>
    HowMuch,
    Sum,
    Average,

    /// <summary>"highest"; the hint names the idea that it measures ("most expensive": price).</summary>
    Highest,
    Lowest,

    /// <summary>"second", "top 3": the hint is the place.</summary>
    Place,

    /// <summary>The comparisons; each is followed by a number or a date.</summary>
    Greater,
    AtLeast,
    Less,
    AtMost,
    Between,
    Until,

    /// <summary>"more" of two things that are named; the hint names the idea that is compared.</summary>
    More,
    Fewer,

    /// <summary>"per", "by", "for each".</summary>
    Per,

    /// <summary>"which", "who", "when": the hint names the idea asked for.</summary>
    Which,

    /// <summary>"not", "except": turns the next filter round.</summary>
    Not,

    /// <summary>What a row is: "orders", "payments".</summary>
    Row,

    /// <summary>"month", "year": a part of the dates; the hint names it.</summary>
    DatePart,

    /// <summary>"different", "unique".</summary>
    Distinct,

    /// <summary>"What share of": the figure of the rows that are named, in hundredths of that of all.</summary>
    Share,

    /// <summary>What this engine does not do: "median", "why".</summary>
    Unsupported,

    /// <summary>A word that carries no meaning of its own here.</summary>
    Filler,
}
