using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Video;

/// <summary>What one slide shows and says.</summary>
/// <param name="Text">The text.</param>
internal sealed partial record Slide(string Text)
{
    // What can be read on a screen, as subtitles and slides are usually written.
    private const int MostCharacters = 320;

    /// <summary>A slide for each paragraph; long ones go on at the end of a sentence, or else of a word.</summary>
    public static IReadOnlyList<Slide> Of(string text) =>
        [.. Paragraph().Split(text.Replace("\r", "", StringComparison.Ordinal)).Select(paragraph => TextLines.Unwrap(paragraph).Trim()).Where(paragraph => paragraph.Any(char.IsLetterOrDigit))
            .SelectMany(Parts).Select(part => new Slide(part))];

    /// <summary>The text in lines of at most so many characters.</summary>
    public IReadOnlyList<string> Lines(int most)
    {
        var lines = new List<string>();
        foreach (var given in Text.Split('\n'))
        {
            var line = "";
            // A word that is longer than a line is broken.
            foreach (var word in given.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(most).Select(part => new string(part))))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > most)
                {
                    lines.Add(line);
                    line = "";
                }

                line += line.Length == 0 ? word : " " + word;
            }

            lines.Add(line);
        }

        return lines;
    }

    private static IEnumerable<string> Parts(string paragraph)
    {
        while (paragraph.Length > MostCharacters)
        {
            var end = SentenceEnd().Matches(paragraph[..MostCharacters]).LastOrDefault(match => match.Index > MostCharacters / 4) is { } sentence
                ? sentence.Index + 1
                : paragraph.LastIndexOf(' ', MostCharacters) is > 0 and var word ? word : MostCharacters;
            yield return paragraph[..end].Trim();
            paragraph = paragraph[end..].Trim();
        }

        if (paragraph.Any(char.IsLetterOrDigit))
        {
            yield return paragraph;
        }
    }

    [GeneratedRegex(@"\n\s*\n", RegexOptions.CultureInvariant)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"[.!?…](?=\s)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
