using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A name: of a person, a firm, a place, a thing.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Words">Its words that tell it from others: no titles, initials or legal forms.</param>
internal sealed record NameFact(TextSpan Span, IReadOnlyList<string> Words) : Fact(Span)
{
    /// <summary>Whether it can be nothing but a name. A single word that begins a sentence may be any word.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>Whether a sentence begins with it, so that its first word may be any word.</summary>
    public bool Opens { get; init; }

    /// <inheritdoc/>
    public override bool IsLike(Fact other) => other is NameFact;
}
