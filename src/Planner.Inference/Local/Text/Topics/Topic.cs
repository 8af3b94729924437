namespace Planner.Inference.Local.Text.Topics;

/// <summary>A topic that the classifier knows.</summary>
/// <param name="Names">Stems of the words by which a label names it.</param>
/// <param name="Signs">Stems of the words by which a text shows it.</param>
internal sealed record Topic(HashSet<string> Names, HashSet<string> Signs);
