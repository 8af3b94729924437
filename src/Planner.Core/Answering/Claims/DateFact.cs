using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A date, or the part of one that is said.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Year">The year; null when it is not said.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31; null when it is not said.</param>
internal sealed record DateFact(TextSpan Span, int? Year, int Month, int? Day) : Fact(Span)
{
    /// <summary>Whether day and month may be meant the other way round (<c>03/05/2026</c>).</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Whether everything that this date says is said by the other, or left open by it; the year is only compared where both say one.</summary>
    public bool Agrees(DateFact other) =>
        AgreesAsWritten(other)
        || (IsAmbiguous && Swapped.AgreesAsWritten(other))
        || (other.IsAmbiguous && AgreesAsWritten(other.Swapped));

    private DateFact Swapped => this with { Month = Day ?? Month, Day = Month, IsAmbiguous = false };

    private bool AgreesAsWritten(DateFact other) =>
        Month == other.Month && (Day is null || Day == other.Day) && (Year is null || other.Year is null || Year == other.Year);

    /// <inheritdoc/>
    public override bool IsLike(Fact other) => other is DateFact;
}
