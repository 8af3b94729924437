using System.Text;
using Microsoft.Extensions.AI;

namespace Planner.Chat;

/// <summary>
/// Tells thoughts from text in what a model streams: what stands between <c>&lt;think&gt;</c> (or another of <see cref="Tags"/>) at the beginning of a
/// line and its closing tag. A tag may come in pieces. What is thought until the end was never closed. Where the opening tag stands in the
/// prompt already, only the closing one comes.
/// </summary>
/// <param name="begins">Whether the model is known to begin with a thought that it does not open; null: not known, so that words are held back until it is.</param>
internal sealed class ThinkTags(bool? begins = false)
{
    // Beside the common ones those of Seed-OSS, Magistral, Kimi-VL and gpt-oss, as servers show them that do not know them.
    private static readonly (string Open, string Close)[] Tags =
    [
        ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>"), ("<thought>", "</thought>"), ("<seed:think>", "</seed:think>"),
        ("[THINK]", "[/THINK]"), ("◁think▷", "◁/think▷"), ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
    ];

    private const int LongestTag = 40;
    private readonly StringBuilder _held = new();
    private readonly StringBuilder _unopened = new();
    private bool _open = begins != false;
    private string? _closing;
    private bool _lineStart = true;
    private bool _said;

    /// <summary>Whether this reply began with a thought that it did not open; null: it does not tell, such as one that is JSON from the first character.</summary>
    public bool? Began { get; private set; }

    /// <summary>Takes a piece; gives what is certain by now.</summary>
    public IEnumerable<AIContent> Read(string piece)
    {
        _held.Append(piece);
        return Drain(end: false, cut: false);
    }

    /// <summary>The model has said all: gives what was held back.</summary>
    /// <param name="cut">Whether it was stopped before it had done.</param>
    public IEnumerable<AIContent> End(bool cut = false) => Drain(end: true, cut);

    /// <summary>The model's thoughts come by themselves: nothing is held back for them.</summary>
    public void ThinksElsewhere() => (_open, Began) = (_unopened.Length > 0 && _open, false);

    /// <summary>A whole text, and whether it began with a thought that it did not open.</summary>
    public static (IReadOnlyList<AIContent> Contents, bool? Began) Split(string text)
    {
        var tags = new ThinkTags(begins: null);
        return ([.. tags.Read(text), .. tags.End()], tags.Began);
    }

    private List<AIContent> Drain(bool end, bool cut)
    {
        var given = new List<AIContent>();
        var text = _held.ToString();
        _held.Clear();
        if (_open)
        {
            text = Unopened(text, given, end, cut);
        }

        while (text.Length > 0)
        {
            var rest = _closing is null ? Say(text, given, end) : Think(text, given, end);
            if (rest.Length == text.Length)
            {
                _held.Append(rest);
                break;
            }

            text = rest;
        }

        return given;
    }

    /// <summary>What may be a thought whose opening tag stood in the prompt. Gives back what is certainly text.</summary>
    private string Unopened(string text, List<AIContent> given, bool end, bool cut)
    {
        var from = Math.Max(_unopened.Length - LongestTag, 0);
        _unopened.Append(text);
        var news = _unopened.ToString(from, _unopened.Length - from);
        if (from == 0 && news.TrimStart() is ['{' or '[' or '<' or '`' or '◁', ..])
        {
            // A tag of its own, or no thought at all: JSON that the server enforces comes without.
            _open = false;
            return news;
        }

        var all = end || Array.Exists(Tags, tag => news.Contains(tag.Close, StringComparison.OrdinalIgnoreCase)) ? _unopened.ToString() : "";
        var close = Tags.Select(tag => (At: all.IndexOf(tag.Close, StringComparison.OrdinalIgnoreCase), tag.Close, Opened: all.IndexOf(tag.Open, StringComparison.OrdinalIgnoreCase)))
            .Where(found => found.At >= 0 && (found.Opened < 0 || found.Opened > found.At))
            .OrderBy(found => found.At).FirstOrDefault();
        if (close.Close is not null)
        {
            (_open, Began) = (false, true);
            Add(given, all[..close.At], thought => new TextReasoningContent(thought));
            return all[(close.At + close.Close.Length)..];
        }

        if (!end)
        {
            return "";
        }

        _open = false;
        if (begins == true && cut)
        {
            Add(given, all, thought => new TextReasoningContent(thought));
            return "";
        }

        Began ??= all.Trim().Length > 0 ? false : null;
        return all;
    }

    // Both give back what is left to be read; all of it when it may be the beginning of a tag.
    private string Say(string text, List<AIContent> given, bool end)
    {
        if (_lineStart && text.TrimStart() is ['<' or '[' or '◁', ..] trimmed)
        {
            if (Array.Find(Tags, tag => trimmed.StartsWith(tag.Open, StringComparison.OrdinalIgnoreCase)) is { Open: { } open, Close: var close })
            {
                _closing = close;
                Began ??= false;
                return trimmed[open.Length..];
            }

            if (!end && Array.Exists(Tags, tag => tag.Open.StartsWith(trimmed, StringComparison.OrdinalIgnoreCase)))
            {
                return text;
            }
        }

        var line = text.IndexOf('\n');
        var said = line < 0 ? text : text[..(line + 1)];
        _lineStart = line >= 0 || (_lineStart && string.IsNullOrWhiteSpace(said));
        // White space before the first word, or between thoughts and text, is nobody's.
        var shown = _said ? said : said.TrimStart();
        _said |= shown.Length > 0;
        Add(given, shown, text => new TextContent(text));
        return text[said.Length..];
    }

    private string Think(string text, List<AIContent> given, bool end)
    {
        var close = text.IndexOf(_closing!, StringComparison.OrdinalIgnoreCase);
        var until = close >= 0 ? close : end ? text.Length : text.Length - PartialTail(text, _closing!);
        Add(given, text[..until], thought => new TextReasoningContent(thought));
        if (close < 0)
        {
            return text[until..];
        }

        until += _closing!.Length;
        (_closing, _lineStart) = (null, true);
        return text[until..];
    }

    // Neighbours of one kind stay one.
    private static void Add(List<AIContent> given, string text, Func<string, AIContent> make)
    {
        if (text.Length == 0)
        {
            return;
        }

        var added = make(text);
        switch ((given.LastOrDefault(), added))
        {
            case (TextContent last, TextContent):
                last.Text += text;
                break;
            case (TextReasoningContent last, TextReasoningContent):
                last.Text += text;
                break;
            default:
                given.Add(added);
                break;
        }
    }

    // How much of the text's end may be the beginning of the tag.
    private static int PartialTail(string text, string tag)
    {
        for (var length = Math.Min(tag.Length - 1, text.Length); length > 0; length--)
        {
            if (text.EndsWith(tag[..length], StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }
}
