using System.Text;
using Microsoft.Extensions.AI;

namespace Planner.Chat;

/// <summary>
/// Tells thoughts from text in what a model streams: what stands between <c>&lt;think&gt;</c> (or <c>&lt;thinking&gt;</c>, <c>&lt;reasoning&gt;</c>)
/// at the beginning of a line and its closing tag. A tag may come in pieces. What is thought until the end was never closed.
/// </summary>
internal sealed class ThinkTags
{
    private static readonly string[] Names = ["think", "thinking", "reasoning", "thought"];
    private readonly StringBuilder _held = new();
    private string? _closing;
    private bool _lineStart = true;
    private bool _said;

    /// <summary>Takes a piece; gives what is certain by now.</summary>
    public IEnumerable<AIContent> Read(string piece)
    {
        _held.Append(piece);
        return Drain(end: false);
    }

    /// <summary>The model has said all: gives what was held back for the beginning of a tag.</summary>
    public IEnumerable<AIContent> End() => Drain(end: true);

    /// <summary>
    /// A whole text. Here a closing tag without an opening one counts too: some prompts already end with the opening tag, so that the model
    /// begins by thinking.
    /// </summary>
    public static IReadOnlyList<AIContent> Split(string text)
    {
        var closing = Names.Select(name => $"</{name}>").FirstOrDefault(tag =>
            text.Contains(tag, StringComparison.OrdinalIgnoreCase) && !text.Contains(tag.Remove(1, 1), StringComparison.OrdinalIgnoreCase));
        var whole = closing is null ? text : $"{closing.Remove(1, 1)}{text}";
        var tags = new ThinkTags();
        return [.. tags.Read(whole), .. tags.End()];
    }

    private List<AIContent> Drain(bool end)
    {
        var given = new List<AIContent>();
        var text = _held.ToString();
        _held.Clear();
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

    // Both give back what is left to be read; all of it when it may be the beginning of a tag.
    private string Say(string text, List<AIContent> given, bool end)
    {
        if (_lineStart && text.TrimStart() is ['<', ..] trimmed)
        {
            if (Names.FirstOrDefault(name => trimmed.StartsWith($"<{name}>", StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                _closing = $"</{name}>";
                return trimmed[(name.Length + 2)..];
            }

            if (!end && Names.Any(name => $"<{name}>".StartsWith(trimmed, StringComparison.OrdinalIgnoreCase)))
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
