namespace Planner.Planning.Lexical;

/// <summary>What there is to work on: the kinds of the files and quotations, and the kinds of thing that the words speak of.</summary>
/// <param name="Given">Files and quotations.</param>
/// <param name="Named">What the words name, such as "my photo".</param>
internal readonly record struct Material(WordClass Given, WordClass Named)
{
    /// <summary>Looks at a request.</summary>
    public static Material Of(RequestText request)
    {
        var given = WordClass.None;
        foreach (var file in request.Files)
        {
            given |= SourceFiles.ClassOf(file);
        }

        // "Complaint, question or praise? «When do you open?»": what is put into classes is no question to answer.
        given |= request.Literals.Any(literal => !literal.IsQuestion) || (request.Literals.Count > 0 && request.Words.Any(word => word.Is(WordClass.Choice))) ? WordClass.Text : WordClass.None;
        var named = WordClass.None;
        foreach (var word in request.Words)
        {
            named |= word.Class & WordClass.Media;
        }

        return new Material(given, named);
    }
}
