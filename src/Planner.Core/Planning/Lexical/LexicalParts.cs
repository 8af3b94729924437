namespace Planner.Planning.Lexical;

/// <summary>The parts of the planner that can be left out, so that what each is worth can be measured.</summary>
[Flags]
internal enum LexicalParts
{
    None = 0,

    /// <summary>What the request says not to do is left out.</summary>
    Negation = 1,

    /// <summary>Questions that no cue knows are put to what came with the request.</summary>
    Questions = 1 << 1,

    /// <summary>Lists of classes make a classification one with these classes.</summary>
    Choices = 1 << 2,

    /// <summary>Words of file names speak of the files.</summary>
    FileWords = 1 << 3,

    /// <summary>What stands near a cue says which medium it means.</summary>
    Nearness = 1 << 4,

    /// <summary>Vague words give way to clear ones, purposes to what they explain.</summary>
    Vagueness = 1 << 5,

    /// <summary>Names of results ("the summary", «из перевода») say what feeds what.</summary>
    Results = 1 << 6,

    /// <summary>A task gives way to its sister where the material calls for that.</summary>
    Sisters = 1 << 7,

    /// <summary>Steps are put in the order in which they can be done.</summary>
    Order = 1 << 8,

    /// <summary>Mistyped cue words are read as meant.</summary>
    Spelling = 1 << 9,

    /// <summary>Single words hint at a task where no cue fits.</summary>
    Hints = 1 << 10,

    /// <summary>What was learned from phrases says what a clause asks for where no cue does, or one that misleads.</summary>
    Trained = 1 << 11,

    All = (1 << 12) - 1,
}
