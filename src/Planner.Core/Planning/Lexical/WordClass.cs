namespace Planner.Planning.Lexical;

/// <summary>What kinds of thing a word can stand for. A cue names one in braces: <c>{image}</c>.</summary>
[Flags]
internal enum WordClass
{
    None = 0,

    /// <summary>A picture.</summary>
    Image = 1,

    /// <summary>A recording.</summary>
    Audio = 1 << 1,

    /// <summary>Moving pictures.</summary>
    Video = 1 << 2,

    /// <summary>Running text.</summary>
    Text = 1 << 3,

    /// <summary>Rows and columns.</summary>
    Table = 1 << 4,

    /// <summary>A written page: a PDF, a scan, a form, a letter.</summary>
    Page = 1 << 5,

    /// <summary>To bring something into being: generate, draw, придумать.</summary>
    Make = 1 << 6,

    /// <summary>A language's name.</summary>
    Lang = 1 << 7,

    /// <summary>A colour's name.</summary>
    Color = 1 << 8,

    /// <summary>A question given in quotes or after a colon.</summary>
    Question = 1 << 9,

    /// <summary>Text given in quotes or after a colon.</summary>
    Quote = 1 << 10,

    /// <summary>A file's name.</summary>
    File = 1 << 11,

    /// <summary>A masked-out word: <c>[MASK]</c>.</summary>
    Mask = 1 << 12,

    /// <summary>The start of a list of alternatives: "red, green or blue".</summary>
    Choice = 1 << 13,

    /// <summary>Articles and the like, which cues read over.</summary>
    Filler = 1 << 14,

    /// <summary>Says that something shall not be done.</summary>
    Not = 1 << 15,

    /// <summary>"Not needed", after what is not needed.</summary>
    Unneeded = 1 << 16,

    /// <summary>What follows comes after what was said: then, потом.</summary>
    Then = 1 << 17,

    /// <summary>What follows stands beside what was said: also, отдельно.</summary>
    Also = 1 << 18,

    /// <summary>What this clause asks comes first: beforehand, сначала.</summary>
    First = 1 << 19,

    /// <summary>Joins equals: and, or.</summary>
    And = 1 << 20,

    /// <summary>What follows is where to take it from: of, from, using, based on.</summary>
    From = 1 << 21,

    /// <summary>Points back: it, this, them, его.</summary>
    Pronoun = 1 << 22,

    /// <summary>Means what came with the request, not a result: original, исходный.</summary>
    Original = 1 << 23,

    /// <summary>Asks: who, what, when, сколько.</summary>
    Asks = 1 << 24,

    /// <summary>Points at an attachment by its place in the list: first, второй.</summary>
    Ordinal = 1 << 25,

    /// <summary>Says that something is there: have, есть.</summary>
    Has = 1 << 26,

    /// <summary>Says that something is wanted: want, need, нужно.</summary>
    Wants = 1 << 27,

    /// <summary>Speaks of a file by a word of its name.</summary>
    Named = 1 << 28,

    /// <summary>Something that is there to work on.</summary>
    Media = Image | Audio | Video | Text | Table | Page,
}
