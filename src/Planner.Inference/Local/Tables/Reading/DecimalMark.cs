namespace Planner.Inference.Local.Tables;

/// <summary>How to read a number such as <c>1,250</c>, whose single mark could mean either thing.</summary>
internal enum DecimalMark
{
    /// <summary>The point is the decimal mark, the comma groups.</summary>
    Point,

    /// <summary>The comma is the decimal mark, the point groups.</summary>
    Comma,

    /// <summary>Either mark before exactly three digits groups, as in amounts of money.</summary>
    Grouping,
}
