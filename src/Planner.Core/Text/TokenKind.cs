namespace Planner.Text;

/// <summary>What a <see cref="Token"/> is.</summary>
public enum TokenKind
{
    /// <summary>A word: letters, possibly with digits, inner apostrophes and hyphens ("don't", "кто-то", "B2B").</summary>
    Word,

    /// <summary>A number: digits with inner separators ("1,200.50", "03.05.2024", "10:15").</summary>
    Number,

    /// <summary>One character of anything else that is not white space.</summary>
    Symbol,
}
