using System.Text;
using Planner.Runs;
using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>Takes a request apart, so that pasted text is never read for cues.</summary>
internal sealed class RequestReader
{
    private static readonly (char Open, char Close)[] Quotes = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"'), ('‘', '’'), ('\'', '\''),
        ('`', '`')];

    // A text of this many characters is pasted whole, whatever quotation marks it holds.
    private const int Long = 300;

    private readonly string _text;
    private readonly List<Word> _words = [];
    private readonly List<Literal> _literals = [];
    private readonly List<SourceFile> _files;
    private readonly List<bool> _questions = [];
    private int _commas;
    private bool _open;

    private RequestReader(Request request)
    {
        _text = request.Text;
        _files = [.. request.Attachments.Select(SourceFiles.From)];
    }

    /// <summary>Reads the request.</summary>
    public static RequestText Read(Request request) => Read(request, LexicalParts.All);

    /// <summary>Reads the request for some parts of the planner only.</summary>
    public static RequestText Read(Request request, LexicalParts parts)
    {
        var reader = new RequestReader(request);
        reader.Run();
        if ((parts & LexicalParts.FileWords) != 0)
        {
            FileWords.Mark(reader._words, reader._files);
        }

        IReadOnlyList<Word> words = (parts & LexicalParts.Choices) != 0 ? ChoiceFinder.Mark(reader._text, reader._words) : reader._words;
        var language = request.Language ?? reader.DetectLanguage();
        return new RequestText(reader._text, words, reader._literals, reader._files, reader._questions, language) { Parts = parts };
    }

    private void Run()
    {
        for (var i = 0; i < _text.Length;)
        {
            var c = _text[i];
            if (char.IsWhiteSpace(c))
            {
                if (c == '\n')
                {
                    EndSentence(false);
                }

                i++;
            }
            else if (TryQuote(i, out var end) || TryPasted(i, out end) || TryFile(i, out end) || TryWord(i, out end))
            {
                i = end;
            }
            else
            {
                Mark(c, i);
                i++;
            }
        }

        EndSentence(false);
    }

    private void Mark(char c, int at)
    {
        switch (c)
        {
            case '?':
                EndSentence(true);
                break;
            case '!' or ';' or '…':
                EndSentence(false);
                break;
            case '.' when at + 1 >= _text.Length || char.IsWhiteSpace(_text[at + 1]):
                EndSentence(false);
                break;
            case ',' or ':' or '(' or ')' or '—' or '–' or '/':
                _commas++;
                break;
            default:
                break;
        }
    }

    private void EndSentence(bool question)
    {
        if (_open)
        {
            _questions.Add(question);
            _open = false;
        }
        else if (question && _questions.Count > 0)
        {
            _questions[^1] = true;
        }
    }

    private bool TryQuote(int start, out int end)
    {
        end = start;
        var close = Quotes.FirstOrDefault(pair => pair.Open == _text[start]).Close;
        if (close == default || (start > 0 && char.IsLetterOrDigit(_text[start - 1])))
        {
            return false;
        }

        var depth = 1;
        var stop = start + 1;
        for (; stop < _text.Length; stop++)
        {
            if (_text[stop] == close && (close is not ('\'' or '’' or '"') || EndsQuote(stop)))
            {
                depth--;
            }
            else if (_text[stop] == _text[start] && close == '»')
            {
                depth++;
            }

            if (depth == 0)
            {
                break;
            }
        }

        if (stop >= _text.Length || stop == start + 1)
        {
            return false;
        }

        end = stop + 1;
        var inner = _text[(start + 1)..stop].Trim();
        if (!AddFile(inner, start, end))
        {
            AddLiteral(inner, start, end);
        }

        return true;
    }

    // 'Abraham Lincoln's role' ends at the mark that no letter follows.
    private bool EndsQuote(int at) => at + 1 >= _text.Length || !char.IsLetterOrDigit(_text[at + 1]);

    // Orders that end in a colon: "Read aloud: …", «Перескажи: …».
    private static readonly HashSet<string> Orders = new(
        ["aloud", "loud", "summarise", "summarize", "paraphrase", "rephrase", "вслух", "озвучь", "озвучьте", "перескажи", "перескажите", "сократи", "сократите"],
        StringComparer.Ordinal);

    // "Text: This is the story …", "answer this question: What is …": what follows is to be worked on, not to be read for cues.
    private bool TryPasted(int start, out int end)
    {
        end = start;
        var colon = _text.AsSpan(0, start).TrimEnd();
        if (colon.Length == 0 || colon[^1] != ':' || _words.Count == 0)
        {
            return false;
        }

        var last = _words[^1];
        var announces = last.Is(WordClass.Text | WordClass.Lang | WordClass.Pronoun)
            || last.Lower is "question" or "query" or "following" or "вопрос" or "prompt" or "фраза" or "фразу"
            || Orders.Contains(last.Lower);
        if (!announces || !char.IsUpper(_text[start]))
        {
            return false;
        }

        // On the colon's own line the text ends with the line; below it, with the request.
        var below = _text.AsSpan(colon.Length, start - colon.Length).Contains('\n');
        var stop = below ? -1 : _text.IndexOf('\n', start);
        stop = stop < 0 ? _text.Length : stop;
        var inner = _text[start..stop];
        var quotes = inner.Length < Long && inner.AsSpan().IndexOfAny("\"«“'") >= 0;
        if (quotes || inner.Count(c => c == ' ') < 2
            || SourceFiles.OfName(inner.TrimEnd('.')) is not null)
        {
            return false;
        }

        // A question ends at its mark; whatever follows is request again.
        if (last.Lower is "question" or "query" or "вопрос" && inner.IndexOf('?') is var mark and > 0)
        {
            stop = start + mark + 1;
        }

        end = stop;
        AddLiteral(_text[start..stop].Trim(), start, stop);
        return true;
    }

    private bool TryFile(int start, out int end)
    {
        end = start;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '.' or '_' or '-' or '/' or '\\' or '~'))
        {
            end++;
        }

        var name = _text[start..end].TrimEnd('.');
        end = start + name.Length;
        return AddFile(name, start, end);
    }

    private bool AddFile(string name, int start, int end)
    {
        if (name.Length > 200 || name.Any(char.IsWhiteSpace) || SourceFiles.OfName(name) is null)
        {
            return false;
        }

        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var index = _files.FindIndex(file => string.Equals(file.Name, bare, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = _files.Count;
            _files.Add(SourceFiles.FromName($"f{index + 1}", bare)!);
        }

        Add(new Word("", "", WordClass.File | SourceFiles.ClassOf(_files[index]), start, end, 0, 0, File: index));
        return true;
    }

    private void AddLiteral(string text, int start, int end)
    {
        var question = text.EndsWith('?') || (_words.Count > 0 && _open && _words[^1].Lower is "question" or "вопрос");
        _literals.Add(new Literal(text, question));
        var mask = text.Contains("[MASK]", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<mask>", StringComparison.OrdinalIgnoreCase);
        Add(new Word(
            "", "", (question ? WordClass.Question | AskedOf(text) : WordClass.Quote) | (mask
                ? WordClass.Mask : WordClass.None), start, end, 0, 0, Literal: _literals.Count - 1));

        // «…?» or «….» at the end of a line also ends the sentence that carries it.
        if (text.Length > 0 && text[^1] is '.' or '?' or '!' && end < _text.Length && _text[end] is ' ' && NextIsUpper(end))
        {
            EndSentence(false);
        }
    }

    // What a question is about tells what it is put to: "… in the picture?".
    private static WordClass AskedOf(string question)
    {
        var of = WordClass.None;
        foreach (var token in Tokenizer.Words(question))
        {
            var lower = token.In(question).ToString().ToLowerInvariant();
            of |= Vocabulary.Of(lower, Stemmer.Stem(lower)) & WordClass.Media;
        }

        return of;
    }

    private bool NextIsUpper(int at)
    {
        var next = _text.AsSpan(at).TrimStart();
        return next.Length > 0 && char.IsUpper(next[0]);
    }

    private bool TryWord(int start, out int end)
    {
        end = start;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end])
            || (end > start && _text[end] is '\'' or '’' && end + 1 < _text.Length && char.IsLetter(_text[end + 1]))))
        {
            end++;
        }

        if (end == start)
        {
            return false;
        }

        var lower = _text[start..end].ToLowerInvariant().Replace('ё', 'е').Replace('’', '\'');
        var stem = Stemmer.Stem(lower);
        Add(new Word(lower, stem, Vocabulary.Of(lower, stem), start, end, 0, 0));
        return true;
    }

    private void Add(Word word)
    {
        _open = true;
        _words.Add(word with { Sentence = _questions.Count, Commas = _commas });
    }

    private string DetectLanguage()
    {
        var own = new StringBuilder();
        foreach (var word in _words)
        {
            own.Append(word.Lower).Append(' ');
        }

        var guess = LanguageDetector.Detect(own.ToString());
        return guess.Code is "und" ? "en" : guess.Code is "uk" ? "ru" : guess.Code;
    }
}
