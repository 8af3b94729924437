namespace Planner.Matching.Indexing;

/// <summary>The sections of a segment, in the order of its file.</summary>
internal static class SegmentSection
{
    /// <summary>The cards as JSON, one after the other.</summary>
    public const int Cards = 0;

    /// <summary>Where each card begins in <see cref="Cards"/>, and where the last ends; 64 bits.</summary>
    public const int CardStarts = 1;

    /// <summary>The vectors of meaning, as bytes.</summary>
    public const int Vectors = 2;

    /// <summary>What a byte of each vector is worth.</summary>
    public const int VectorScales = 3;

    /// <summary><see cref="CardFacts"/> of each card.</summary>
    public const int Facts = 4;

    /// <summary>The hashes of the ids, ascending.</summary>
    public const int IdHashes = 5;

    /// <summary>The card of each of <see cref="IdHashes"/>.</summary>
    public const int IdCards = 6;

    /// <summary>A hash of what each card says, to see whether it changed.</summary>
    public const int Contents = 7;

    /// <summary>The hashes of the terms, ascending.</summary>
    public const int TermHashes = 8;

    /// <summary>In how many cards each term is.</summary>
    public const int TermCards = 9;

    /// <summary>Where the postings of each term begin, and where the last end; 64 bits.</summary>
    public const int PostingStarts = 10;

    /// <summary>For each term its cards: the distance from the one before, seven bits a byte, then the impact of the term in it, a byte.</summary>
    public const int Postings = 11;

    /// <summary>The hashes of the runs of letters in the terms, ascending.</summary>
    public const int GramHashes = 12;

    /// <summary>Where the terms of each run begin in <see cref="GramTerms"/>.</summary>
    public const int GramStarts = 13;

    /// <summary>The terms of each run, with how many runs the term has in the upper eight bits.</summary>
    public const int GramTerms = 14;

    /// <summary>The names of tasks, then of licenses: two JSON lists in one.</summary>
    public const int Names = 15;

    /// <summary>How many terms the average card has, field by field.</summary>
    public const int Averages = 16;

    /// <summary>A hash of what an embedding model is told of each card, see <see cref="CardText.Told"/>.</summary>
    public const int Told = 17;

    /// <summary>Cards that do more tasks than <see cref="CardFacts"/> holds: the card, then the task, pair after pair.</summary>
    public const int MoreTasks = 18;
}
