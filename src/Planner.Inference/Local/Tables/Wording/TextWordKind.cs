namespace Planner.Inference.Local.Tables;

/// <summary>What a piece of text is.</summary>
internal enum TextWordKind
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number as an ordinal: <c>2nd</c>, <c>3-й</c>.</summary>
    Ordinal,

    /// <summary>A date written in digits.</summary>
    Date,

    /// <summary>A comparison, currency or percent sign.</summary>
    Symbol,

    /// <summary>Anything that separates: punctuation.</summary>
    Mark,
}
