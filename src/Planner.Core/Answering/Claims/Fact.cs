using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Something in a text that can be held against another text: a number, a date, a time, a name, a code.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record Fact(TextSpan Span)
{
    /// <summary>Whether two facts could stand in each other's place: amounts of one kind, dates, times.</summary>
    public abstract bool IsLike(Fact other);
}
