namespace Planner.Inference.Local.Tables;

/// <summary>Why a table could not be read.</summary>
public enum TableReadErrorKind
{
    /// <summary>There is no text, or no row under the header.</summary>
    Empty,

    /// <summary>The text holds binary data, for example a spreadsheet file instead of its CSV export.</summary>
    Binary,

    /// <summary>A quoted cell never ends.</summary>
    UnclosedQuote,

    /// <summary>More rows, columns or characters than the limits allow.</summary>
    TooLarge,

    /// <summary>The file could not be read to its end.</summary>
    Unreadable,
}
