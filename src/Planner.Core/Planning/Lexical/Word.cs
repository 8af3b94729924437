namespace Planner.Planning.Lexical;

/// <summary>One word of a request, or a whole quotation or file name standing as one word.</summary>
/// <param name="Lower">The word in lower case; empty for a quotation.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Class">What it can stand for.</param>
/// <param name="Start">Where it begins in the request's text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Sentence">The index of its sentence.</param>
/// <param name="Commas">How many commas, colons and brackets the request has before it.</param>
/// <param name="Literal">The index of the quotation it stands for, otherwise -1.</param>
/// <param name="File">The index of the source that it names, otherwise -1.</param>
internal readonly record struct Word(
    string Lower, string Stem, WordClass Class, int Start, int End, int Sentence, int Commas, int Literal = -1, int File = -1)
{
    public bool Is(WordClass any) => (Class & any) != 0;
}
