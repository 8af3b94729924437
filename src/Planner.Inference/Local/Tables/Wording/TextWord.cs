namespace Planner.Inference.Local.Tables;

/// <summary>A word, number, date or mark of a text.</summary>
/// <param name="Text">As written.</param>
/// <param name="Folded">For comparison: lower case, without accents or a possessive ending.</param>
/// <param name="Start">Where it starts in the text, in characters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number of a number or ordinal.</param>
/// <param name="Date">The date of a date in digits.</param>
internal sealed record TextWord(string Text, string Folded, int Start, TextWordKind Kind, decimal? Number, DateOnly? Date)
{
    /// <summary>Whether it starts with a capital letter.</summary>
    public bool IsCapital => Kind == TextWordKind.Word && char.IsUpper(Text[0]);
}
