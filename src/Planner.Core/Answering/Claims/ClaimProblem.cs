using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Something in a claim that its source does not bear out.</summary>
/// <param name="Span">Where it stands in the claim.</param>
/// <param name="Misplaced">Whether the source has it, but of something else, or says the contrary.</param>
internal readonly record struct ClaimProblem(TextSpan Span, bool Misplaced);
