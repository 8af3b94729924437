namespace Planner.Inference.Local.Tables;

/// <summary>What the cells of a column hold.</summary>
public enum ColumnKind
{
    /// <summary>Words, codes, anything else.</summary>
    Text,

    /// <summary>Numbers, with or without a currency or percent sign.</summary>
    Number,

    /// <summary>Calendar dates; a time of day is ignored.</summary>
    Date,
}
