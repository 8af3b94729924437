namespace Planner.Planning.Lexical;

/// <summary>A request taken apart: its words, the texts that it quotes, the files that it has or names.</summary>
/// <param name="Text">The request's text.</param>
/// <param name="Words">Its words; a quotation and a file name are one word each.</param>
/// <param name="Literals">The quoted texts.</param>
/// <param name="Files">The files.</param>
/// <param name="Questions">For each sentence whether it ends with a question mark.</param>
/// <param name="Language">The language it is written in: <c>en</c>, <c>ru</c> or another code.</param>
internal sealed record RequestText(
    string Text, IReadOnlyList<Word> Words, IReadOnlyList<Literal> Literals, IReadOnlyList<SourceFile> Files, IReadOnlyList<bool> Questions, string Language)
{
    /// <summary>The request's own characters from one word to another, both included.</summary>
    public string Slice(int first, int last) => Text[Words[first].Start..Words[last].End];
}
