using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A day of the week.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Day">Which.</param>
internal sealed record WeekdayFact(TextSpan Span, DayOfWeek Day) : Fact(Span)
{
    /// <inheritdoc/>
    public override bool IsLike(Fact other) => other is WeekdayFact;
}
