using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Cuts text that streams in into whole sentences and lines, each with the citations and the white space that follow it.</summary>
internal sealed partial class SentenceStream
{
    // How much of the next sentence must be there before the end of one is believed: "3." may go on with "5 million".
    private const int Lookahead = 12;
    private const int MaxSentence = 4000;
    private string _rest = "";

    /// <summary>Takes in more text and gives the sentences that are whole.</summary>
    public IEnumerable<string> Push(string text)
    {
        _rest += text;
        while (End() is > 0 and var end)
        {
            yield return _rest[..end];
            _rest = _rest[end..];
        }
    }

    /// <summary>What is left when the text has ended; empty when nothing is.</summary>
    public IEnumerable<string> Flush()
    {
        var rest = _rest;
        _rest = "";
        foreach (var line in Lines().Matches(rest).Select(match => match.Value))
        {
            foreach (var sentence in Sentences(line))
            {
                yield return sentence;
            }
        }
    }

    private int End()
    {
        var line = _rest.IndexOf('\n', StringComparison.Ordinal);
        var text = line < 0 ? _rest : _rest[..(line + 1)];
        var first = Sentences(text).FirstOrDefault() ?? "";
        return first.Length < text.Length && (line >= 0 || (text.Length - first.Length >= Lookahead && text[first.Length] != '[')) ? first.Length
            : line >= 0 ? line + 1
            : _rest.Length > MaxSentence ? _rest.LastIndexOf(' ') + 1
            : 0;
    }

    private static IEnumerable<string> Sentences(string line)
    {
        var start = 0;
        foreach (var sentence in SentenceSplitter.Split(line))
        {
            if (sentence.End <= start)
            {
                continue;
            }

            var end = sentence.End + Following().Match(line, sentence.End).Length;
            yield return line[start..end];
            start = end;
        }

        if (start < line.Length)
        {
            yield return line[start..];
        }
    }

    [GeneratedRegex(@"\G(?:\s*\[\s?s\d+[^\]\n]{0,60}\][.,;]?)*\s*")]
    private static partial Regex Following();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$")]
    private static partial Regex Lines();
}
