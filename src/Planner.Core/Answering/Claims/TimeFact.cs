using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Two numbers with a colon, or a time of day in words: a time, a score, a finishing time.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="First">Hours, or what stands first.</param>
/// <param name="Second">Minutes, or what stands second.</param>
internal sealed record TimeFact(TextSpan Span, int First, int Second) : Fact(Span)
{
    /// <summary>Whether the half of the day is said, by the word or by hours above 12.</summary>
    public bool HalfKnown { get; init; }

    /// <summary>Whether both say the same; where one leaves the half of the day open, either will do.</summary>
    public bool Agrees(TimeFact other) =>
        Second == other.Second && (First == other.First || (!(HalfKnown && other.HalfKnown) && First < 24 && other.First < 24 && First % 12 == other.First % 12));

    /// <inheritdoc/>
    public override bool IsLike(Fact other) => other is TimeFact;
}
