using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Planning.Reading;

/// <summary>
/// Reads JSON as language models write it: besides the standard also single quotes, keys without quotes, Python's literals, comments,
/// line breaks and quotes inside strings, missing and trailing commas.
/// </summary>
internal sealed class LooseJson
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Standard = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = MaxDepth,
    };

    private readonly string _text;
    private int _at;

    private LooseJson(string text) => _text = text;

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The object or array that the whole text is, or null when it is none.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: Standard);
            return node is JsonObject or JsonArray ? node : null;
        }
        catch (JsonException)
        {
            var reader = new LooseJson(text);
            return reader.TryRead(0, out var node) && reader.AtEnd() && node is JsonObject or JsonArray ? node : null;
        }
    }

    /// <summary>Whether a quote at the end of a string's text closes it: what follows is what can follow a string.</summary>
    /// <param name="next">The first character after the quote that is no blank; <c>\0</c> at the end.</param>
    public static bool Closes(char next) => next is ',' or ':' or '}' or ']' or '\n' or '\r' or '\0';

    private bool AtEnd()
    {
        Skip();
        return _at == _text.Length;
    }

    private bool TryRead(int depth, out JsonNode? node)
    {
        node = null;
        Skip();
        switch (Here)
        {
            case '{':
                return depth < MaxDepth && TryReadObject(depth + 1, out node);
            case '[':
                return depth < MaxDepth && TryReadArray(depth + 1, out node);
            case '"' or '\'':
                node = JsonValue.Create(ReadString());
                return true;
            default:
                return TryReadWord(out node);
        }
    }

    private bool TryReadObject(int depth, out JsonNode? node)
    {
        var members = new JsonObject();
        node = members;
        _at++;
        for (; ; )
        {
            SkipCommas();
            if (Here == '}')
            {
                _at++;
                return true;
            }

            if ((Here is '"' or '\'' ? ReadString() : ReadName()) is not { Length: > 0 } key)
            {
                return false;
            }

            Skip();
            if (Here != ':')
            {
                return false;
            }

            _at++;
            if (!TryRead(depth, out var value))
            {
                return false;
            }

            // The last of two members of one name counts, as in the standard.
            members[key] = value;
        }
    }

    private bool TryReadArray(int depth, out JsonNode? node)
    {
        var items = new JsonArray();
        node = items;
        _at++;
        for (; ; )
        {
            SkipCommas();
            if (Here == ']')
            {
                _at++;
                return true;
            }

            if (!TryRead(depth, out var value))
            {
                return false;
            }

            items.Add(value);
        }
    }

    private string ReadString()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
                Unescape(text);
            }
            else if (_text[_at] == quote && Closes(NextVisible(_at + 1)))
            {
                _at++;
                break;
            }
            else
            {
                text.Append(_text[_at]);
            }
        }

        return text.ToString();
    }

    private void Unescape(StringBuilder text)
    {
        var escaped = _text[_at];
        if (escaped == 'u' && _at + 4 < _text.Length
            && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            _at += 4;
            return;
        }

        // A backslash before anything else is meant: C:\Users, \d.
        _ = escaped switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            'b' => text.Append('\b'),
            'f' => text.Append('\f'),
            '"' or '\'' or '\\' or '/' => text.Append(escaped),
            _ => text.Append('\\').Append(escaped),
        };
    }

    private char NextVisible(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t')
        {
            at++;
        }

        return at < _text.Length ? _text[at] : '\0';
    }

    private string ReadName()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Here) || Here is '_' or '-' or '.' or '+')
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool TryReadWord(out JsonNode? node)
    {
        var word = ReadName();
        node = word switch
        {
            "true" or "True" => JsonValue.Create(true),
            "false" or "False" => JsonValue.Create(false),
            "null" or "None" or "undefined" => null,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
            _ => JsonValue.Create(word),
        };
        return word.Length > 0;
    }

    private void SkipCommas()
    {
        for (Skip(); Here == ','; Skip())
        {
            _at++;
        }
    }

    private void Skip()
    {
        for (; _at < _text.Length; _at++)
        {
            if (Here == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/')
            {
                while (_at + 1 < _text.Length && _text[_at + 1] != '\n')
                {
                    _at++;
                }
            }
            else if (!char.IsWhiteSpace(Here))
            {
                return;
            }
        }
    }
}
