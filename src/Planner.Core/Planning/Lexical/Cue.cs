using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>A phrase by which people ask for a task, or name its result.</summary>
/// <param name="Task">The task.</param>
/// <param name="Elements">The words and gaps, in order.</param>
/// <param name="Weight">How surely it means the task: 1 as good as its name.</param>
/// <param name="Needs">What must be at hand for it to count.</param>
/// <param name="Bars">What must not have come with the request for it to count.</param>
/// <param name="Blocks">True for what looks like the task but is not: its words ask for nothing.</param>
/// <param name="AtStart">Whether it must begin a sentence.</param>
/// <param name="ForWhom">Whether it says for whom the outcome is ("she only reads Polish"): its task then works on the outcome.</param>
/// <param name="Text">The cue as written.</param>
internal sealed record Cue(
    TaskType Task, CueElement[] Elements, double Weight, WordClass Needs, WordClass Bars, bool Blocks, bool AtStart, bool ForWhom, string Text);
