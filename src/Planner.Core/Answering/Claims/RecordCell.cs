using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A cell of a record.</summary>
/// <param name="Span">Where it stands in the record's line.</param>
/// <param name="Column">The words of its column's name; null when it is a name of columns itself.</param>
/// <param name="IsVerdict">Whether it says yes or no to what its column asks.</param>
internal sealed record RecordCell(TextSpan Span, IReadOnlyList<LabelWord>? Column, bool IsVerdict = false);
