namespace Planner.Inference.Local.Text;

/// <summary>A question as the answerer reads it.</summary>
/// <param name="Parts">What each question word asks for, in order; more than one makes the question compound.</param>
/// <param name="Terms">The words to look for in the context.</param>
internal sealed record Question(IReadOnlyList<AnswerTypes> Parts, IReadOnlyList<QuestionTerm> Terms)
{
    /// <summary>Whether several answers are expected.</summary>
    public bool IsPlural { get; init; }

    /// <summary>Whether the question word is the subject ("who pays", "what caused"), so that the answer stands before the verb.</summary>
    public bool AsksSubject { get; init; }

    /// <summary>Whether the question asks who or what something is, and nothing else.</summary>
    public bool AsksDefinition { get; init; }

    /// <summary>Whether a date is asked as a limit ("by when").</summary>
    public bool AsksDeadline { get; init; }

    /// <summary>Whether one end of a stretch of time is asked, not the whole ("until when", "с какого числа").</summary>
    public bool AsksEnd { get; init; }

    /// <summary>Whether the question speaks of what must or will be done.</summary>
    public bool AsksObligation { get; init; }

    /// <summary>Whether the question asks what is forbidden.</summary>
    public bool AsksProhibition { get; init; }

    /// <summary>The stem of the role whose holder is asked for, of somebody whom the question names as well ("the buyer's [director]"), or null.</summary>
    public string? RoleStem { get; init; }

    /// <summary>The stem of the noun that is counted or chosen ("how many [server]s", "which [museum]"), or null.</summary>
    public string? HeadStem { get; init; }

    /// <summary>Whether the question names a kind of answer and nothing else ("what are the deadlines?").</summary>
    public bool AsksOnlyKind => (Types & AnswerTypes.Typed) != 0 && Terms.All(t => t.Weight < 1);

    /// <summary>Whether several kinds of answer are wanted together.</summary>
    public bool IsCompound => Parts.Count > 1;

    /// <summary>All kinds together.</summary>
    public AnswerTypes Types => Parts.Aggregate(AnswerTypes.None, (all, part) => all | part);
}
