using System.Text;
using Planner.Artifacts;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>Makes one text of pages, each line of it with the place that it comes from.</summary>
internal static class PageText
{
    /// <summary>Lines are kept, paragraphs and pages are apart by a blank line, words cut at the end of a line are whole again.</summary>
    public static TextValue Assemble(Artifact artifact, IReadOnlyList<DocumentPage> pages)
    {
        var text = new StringBuilder();
        var sources = new List<ValueSource>();
        foreach (var page in pages)
        {
            for (var i = 0; i < page.Lines.Count; i++)
            {
                var line = page.Lines[i];
                if (text.Length > 0 && i > 0 && !line.StartsParagraph && IsCut(text, line.Text))
                {
                    text.Length--;
                    // What covered the hyphen ends before it now.
                    sources[^1] = sources[^1] with { Covers = sources[^1].Covers!.Value with { End = text.Length } };
                }
                else if (text.Length > 0)
                {
                    text.Append(i == 0 || line.StartsParagraph ? "\n\n" : "\n");
                }

                var start = text.Length;
                text.Append(line.Text);
                sources.Add(new ValueSource
                {
                    Covers = new TextSpan(start, text.Length),
                    ArtifactId = artifact.Id,
                    Name = artifact.Name,
                    Page = page.Number,
                    Box = line.Box,
                    Confidence = line.Confidence,
                });
            }
        }

        var whole = text.ToString();
        var recognised = pages.SelectMany(page => page.Lines).Where(line => line.Confidence is not null).ToArray();
        return new TextValue(whole, TextLanguage.Of(whole))
        {
            Sources = sources,
            Confidence = recognised.Length == 0
                ? null
                : recognised.Sum(line => line.Confidence!.Value * line.Text.Length) / recognised.Sum(line => line.Text.Length),
        };
    }

    // "exam-" and "ple": small letters on both sides, at least two before the hyphen, none but the one hyphen in the word ("day-to-" is
    // no cut word).
    private static bool IsCut(StringBuilder text, string next)
    {
        if (text[^1] is not ('-' or '\u00AD' or '\u2010') || !char.IsLower(next[0]))
        {
            return false;
        }

        var letters = 0;
        while (letters < text.Length - 1 && char.IsLetter(text[text.Length - 2 - letters]))
        {
            letters++;
        }

        return letters >= 2 && char.IsLower(text[^2]) && (letters == text.Length - 1 || char.IsWhiteSpace(text[text.Length - 2 - letters]));
    }
}
