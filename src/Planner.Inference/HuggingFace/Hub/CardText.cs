using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>
/// Takes out of a model's card (Markdown) the paragraphs that say what the model does: those under headings like "Model description" before the
/// first ones, no code, tables, badges, lists of links and no sections on how to install, train or cite.
/// </summary>
internal static partial class CardText
{
    /// <summary>How much is kept, in characters; cut at the end of a sentence.</summary>
    public const int MostCharacters = 800;

    // A sentence shorter than this says nothing about a model.
    private const int LeastCharacters = 40;

    private static readonly string[] s_describing = ["description", "overview", "introduction", "about", "summary", "details", "what is", "highlights", "intended use"];

    private static readonly string[] s_beside =
    [
        "install", "usage", "how to", "get started", "getting started", "citation", "cite", "bibtex", "license", "training procedure", "hyperparameter", "framework versions",
        "acknowledg", "contact", "author", "environmental", "table of contents", "reference", "download", "limitations", "bias", "evaluation", "results", "changelog", "news",
    ];

    /// <summary>The describing text on one line; empty when the card has none.</summary>
    public static string Describe(string card)
    {
        var described = new List<string>();
        var first = new List<string>();
        var section = "";
        foreach (var block in Blocks(Bare(card)))
        {
            if (block.StartsWith('#'))
            {
                section = block.TrimStart('#').Trim().ToLowerInvariant();
                continue;
            }

            if (s_beside.Any(word => section.Contains(word, StringComparison.Ordinal)) || Paragraph(block) is not { Length: >= LeastCharacters } paragraph)
            {
                continue;
            }

            (s_describing.Any(word => section.Contains(word, StringComparison.Ordinal)) ? described : first).Add(paragraph);
        }

        return Shortened(described.Concat(first));
    }

    // Without front matter, comments, code and HTML.
    private static string Bare(string card)
    {
        var text = card.ReplaceLineEndings("\n").TrimStart('\uFEFF', '\n', ' ');
        if (text.StartsWith("---\n", StringComparison.Ordinal) && text.IndexOf("\n---", 4, StringComparison.Ordinal) is var end and > 0)
        {
            text = text[(end + 4)..];
        }

        return Tag().Replace(Hidden().Replace(text, "\n\n"), " ");
    }

    private static IEnumerable<string> Blocks(string text)
    {
        var block = new StringBuilder();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Append(""))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                if (block.Length > 0)
                {
                    yield return block.ToString();
                    block.Clear();
                }

                if (line.StartsWith('#'))
                {
                    yield return line;
                }

                continue;
            }

            block.Append(block.Length > 0 ? "\n" : "").Append(line);
        }
    }

    // Null for what is no prose: tables, lists, rules, images alone, the template's blanks.
    private static string? Paragraph(string block)
    {
        if (block[0] is '|' or '-' or '+' or '>' or '=' || block.StartsWith("* ", StringComparison.Ordinal)
            || block.Contains("More Information Needed", StringComparison.OrdinalIgnoreCase) || TableRule().IsMatch(block))
        {
            return null;
        }

        var text = Image().Replace(block, "");
        text = Link().Replace(text, "$1");
        text = Emphasis().Replace(Address().Replace(text, ""), "");
        return WebUtility.HtmlDecode(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Shortened(IEnumerable<string> paragraphs)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            text.Append(text.Length > 0 ? " " : "").Append(paragraph);
            if (text.Length >= MostCharacters)
            {
                break;
            }
        }

        if (text.Length <= MostCharacters)
        {
            return text.ToString();
        }

        var cut = text.ToString(0, MostCharacters);
        var sentence = cut.LastIndexOf(". ", StringComparison.Ordinal);
        var word = cut.LastIndexOf(' ');
        return sentence > MostCharacters / 2 ? cut[..(sentence + 1)] : cut[..(word > 0 ? word : MostCharacters - 1)] + "…";
    }

    [GeneratedRegex(@"<!--.*?-->|```.*?(```|$)|~~~.*?(~~~|$)|<(script|style|table|details)\b.*?</\3>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\|\s*:?--")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\[?!\[[^\]]*\]\([^)]*\)(\]\([^)]*\))?")]
    private static partial Regex Image();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")]
    private static partial Regex Emphasis();
}
