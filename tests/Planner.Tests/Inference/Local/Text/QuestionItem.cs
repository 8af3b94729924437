namespace Planner.Tests.Inference.Local.Text;

/// <summary>A labelled question. Answers are accepted forms of one answer, or, with All, answers that must all be found; none means no answer.</summary>
internal sealed record QuestionItem(string Id, string Lang, string Context, string Question, IReadOnlyList<string> Answers, bool All = false);
