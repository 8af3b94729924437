using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A number with its unit.</summary>
/// <param name="Span">Where it stands, unit included.</param>
/// <param name="Value">The number as most likely meant.</param>
internal sealed record NumberFact(TextSpan Span, decimal Value) : Fact(Span)
{
    /// <summary>The number read otherwise (<c>1.250</c>: 1250 or 1.25); null when there is one reading.</summary>
    public decimal? Otherwise { get; init; }

    /// <summary>The place value of its last digit that says something: 0.1 for 12.5, 100 000 for 1.2 million.</summary>
    public decimal Step { get; init; } = 1;

    /// <summary>How many decimals it was written with, its scale word counted.</summary>
    public bool IsRounded { get; init; }

    /// <summary>What it is measured in.</summary>
    public Unit Unit { get; init; } = Unit.None;

    /// <summary>Whether a word follows that it counts (<c>3 eggs</c>), so that it measures nothing else.</summary>
    public bool Counts { get; init; }

    /// <summary>Whether it is written in words.</summary>
    public bool InWords { get; init; }

    /// <summary>Whether it says which and not how many (<c>3rd</c>, <c>room 3</c>).</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>Whether a word says that it is rounded: about, almost, over.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>In a table, the column; else null.</summary>
    public int? Column { get; init; }

    /// <summary>In the base of its dimension.</summary>
    public decimal Base => Value * Unit.Factor;

    /// <inheritdoc/>
    public override bool IsLike(Fact other) => other is NumberFact number && IsOrdinal == number.IsOrdinal && Unit.Dimension == number.Unit.Dimension && Unit.Currency == number.Unit.Currency;
}
