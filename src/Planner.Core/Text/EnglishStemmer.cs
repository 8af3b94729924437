using System.Buffers;

namespace Planner.Text;

/// <summary>
/// The Snowball English stemmer (Porter2), https://snowballstem.org/algorithms/english/stemmer.html. Works in place on one lower-case
/// word; a consonant <c>y</c> is marked as <c>Y</c> while it runs, as the description says.
/// </summary>
internal ref struct EnglishStemmer
{
    private static readonly string[] LongRegions = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];
    private static readonly string[] EedKeepers = ["proc", "exc", "succ"];
    private static readonly string[] IngKeepers = ["inn", "out", "cann", "herr", "earr", "even"];

    private static readonly (string Suffix, string With)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
        ("iviti", "ive"), ("fulli", "ful"), ("ogist", "og"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"),
        ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string With)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic",
    ];

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private readonly Span<char> _word;
    private int _length;
    private int _r1;
    private int _r2;

    private EnglishStemmer(Span<char> word, int length)
    {
        _word = word;
        _length = length;
    }

    /// <summary>Stems the first <paramref name="length"/> characters in place; the buffer must have room for one more.</summary>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> buffer, int length)
    {
        var exception = Exception(buffer[..length]);
        if (exception is not null)
        {
            exception.CopyTo(buffer);
            return exception.Length;
        }

        if (length < 3)
        {
            return length;
        }

        var stemmer = new EnglishStemmer(buffer, length);
        stemmer.Run();
        return stemmer._length;
    }

    private static string? Exception(ReadOnlySpan<char> word) => word switch
    {
        "skis" => "ski",
        "skies" => "sky",
        "idly" => "idl",
        "gently" => "gentl",
        "ugly" => "ugli",
        "early" => "earli",
        "only" => "onli",
        "singly" => "singl",
        "sky" => "sky",
        "news" => "news",
        "howe" => "howe",
        "atlas" => "atlas",
        "cosmos" => "cosmos",
        "bias" => "bias",
        "andes" => "andes",
        _ => null,
    };

    private void Run()
    {
        MarkConsonantYs();
        MarkRegions();
        RemovePossessive();
        RemovePlural();
        RemovePast();
        TurnFinalY();
        Replace2();
        Replace3();
        Delete4();
        Delete5();
        _word[.._length].Replace('Y', 'y');
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private void MarkConsonantYs()
    {
        if (_word[0] is '\'' or '’')
        {
            _word[1.._length].CopyTo(_word);
            _length--;
        }

        for (var i = 0; i < _length; i++)
        {
            if (_word[i] == '’')
            {
                _word[i] = '\'';
            }
            else if (_word[i] == 'y' && (i == 0 || IsVowel(_word[i - 1])))
            {
                _word[i] = 'Y';
            }
        }
    }

    private void MarkRegions()
    {
        _r1 = -1;
        foreach (var prefix in LongRegions)
        {
            if (_word[.._length].StartsWith(prefix))
            {
                _r1 = prefix.Length;
            }
        }

        _r1 = _r1 < 0 ? RegionAfter(0) : _r1;
        _r2 = RegionAfter(_r1);
    }

    private readonly int RegionAfter(int start)
    {
        for (var i = start + 1; i < _length; i++)
        {
            if (!IsVowel(_word[i]) && IsVowel(_word[i - 1]))
            {
                return i + 1;
            }
        }

        return _length;
    }

    private readonly bool EndsWith(ReadOnlySpan<char> suffix) => _word[.._length].EndsWith(suffix);

    private readonly bool HasVowelBefore(int end) => _word[..end].ContainsAny(Vowels);

    private readonly bool EndsShort(int end) =>
        end >= 3 ? (!IsVowel(_word[end - 1]) && _word[end - 1] is not ('w' or 'x' or 'Y') && IsVowel(_word[end - 2]) && !IsVowel(_word[end - 3]))
                || _word[..end].EndsWith("past")
            : end == 2 && !IsVowel(_word[1]) && IsVowel(_word[0]);

    private void Put(int start, ReadOnlySpan<char> ending)
    {
        ending.CopyTo(_word[start..]);
        _length = start + ending.Length;
    }

    private void RemovePossessive() => _length -= EndsWith("'s'") ? 3 : EndsWith("'s") ? 2 : EndsWith("'") ? 1 : 0;

    private void RemovePlural()
    {
        if (EndsWith("sses"))
        {
            _length -= 2;
        }
        else if (EndsWith("ied") || EndsWith("ies"))
        {
            Put(_length - 3, _length > 4 ? "i" : "ie");
        }
        else if (EndsWith("s") && !EndsWith("us") && !EndsWith("ss") && _length > 2 && HasVowelBefore(_length - 2))
        {
            _length--;
        }
    }

    private void RemovePast()
    {
        var eed = EndsWith("eedly") ? 5 : EndsWith("eed") ? 3 : 0;
        if (eed > 0)
        {
            var stem = _length - eed;
            if (stem >= _r1 && !IsOneOf(EedKeepers, stem))
            {
                Put(stem, "ee");
            }

            return;
        }

        var cut = EndsWith("ingly") ? 5 : EndsWith("edly") ? 4 : EndsWith("ing") ? 3 : EndsWith("ed") ? 2 : 0;
        var end = _length - cut;
        if (cut == 3 && end == 2 && _word[1] == 'y' && !IsVowel(_word[0]))
        {
            Put(1, "ie");
            return;
        }

        if (cut == 0 || !HasVowelBefore(end) || (cut == 3 && IsOneOf(IngKeepers, end)))
        {
            return;
        }

        _length = end;
        if (EndsWith("at") || EndsWith("bl") || EndsWith("iz"))
        {
            Put(_length, "e");
        }
        else if (_length > 1 && _word[_length - 1] == _word[_length - 2] && "bdfgmnprt".Contains(_word[_length - 1]))
        {
            var wholeWord = _length == 3 && "aeo".Contains(_word[0]);
            _length -= wholeWord ? 0 : 1;
        }
        else if (_length == _r1 && EndsShort(_length))
        {
            Put(_length, "e");
        }
    }

    private readonly bool IsOneOf(string[] stems, int end)
    {
        foreach (var stem in stems)
        {
            if (_word[..end].SequenceEqual(stem))
            {
                return true;
            }
        }

        return false;
    }

    private readonly void TurnFinalY()
    {
        if (_length > 2 && (_word[_length - 1] is 'y' or 'Y') && !IsVowel(_word[_length - 2]))
        {
            _word[_length - 1] = 'i';
        }
    }

    private void Replace2()
    {
        foreach (var (suffix, with) in Step2)
        {
            if (!EndsWith(suffix))
            {
                continue;
            }

            var start = _length - suffix.Length;
            var allowed = suffix switch
            {
                "ogi" => start > 0 && _word[start - 1] == 'l',
                "li" => start > 0 && "cdeghkmnrt".Contains(_word[start - 1]),
                _ => true,
            };
            if (allowed && start >= _r1)
            {
                Put(start, with);
            }

            return;
        }
    }

    private void Replace3()
    {
        foreach (var (suffix, with) in Step3)
        {
            if (EndsWith(suffix))
            {
                var start = _length - suffix.Length;
                if (start >= (suffix == "ative" ? Math.Max(_r1, _r2) : _r1))
                {
                    Put(start, with);
                }

                return;
            }
        }
    }

    private void Delete4()
    {
        foreach (var suffix in Step4)
        {
            if (EndsWith(suffix))
            {
                var start = _length - suffix.Length;
                if (start >= _r2 && (suffix != "ion" || (start > 0 && (_word[start - 1] is 's' or 't'))))
                {
                    _length = start;
                }

                return;
            }
        }
    }

    private void Delete5()
    {
        var start = _length - 1;
        if (EndsWith("e") && (start >= _r2 || (start >= _r1 && !EndsShort(start))))
        {
            _length = start;
        }
        else if (EndsWith("ll") && start >= _r2)
        {
            _length = start;
        }
    }
}
