namespace Planner.Text;

/// <summary>
/// The Snowball Russian stemmer, https://snowballstem.org/algorithms/russian/stemmer.html. Works in place on one lower-case word.
/// Each step removes the longest ending of its class; an ending marked with "+" must follow <c>а</c> or <c>я</c>.
/// </summary>
internal ref struct RussianStemmer
{
    private const string Vowels = "аеиоуыэюя";

    private static readonly string[] PerfectiveGerund = Order("+в +вши +вшись ив ивши ившись ыв ывши ывшись");
    private static readonly string[] Adjective = Order(
        "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");

    private static readonly string[] Participle = Order("+ем +нн +вш +ющ +щ ивш ывш ующ");
    private static readonly string[] Reflexive = Order("ся сь");
    private static readonly string[] Verb = Order(
        "+ла +на +ете +йте +ли +й +л +ем +н +ло +но +ет +ют +ны +ть +ешь +нно ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен "
        + "ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю");

    private static readonly string[] Noun = Order(
        "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");

    private static readonly string[] Derivational = Order("ост ость");

    private readonly Span<char> _word;
    private int _length;
    private int _rv;
    private int _r2;

    private RussianStemmer(Span<char> word, int length)
    {
        _word = word;
        _length = length;
    }

    /// <summary>Stems the first <paramref name="length"/> characters in place.</summary>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> buffer, int length)
    {
        buffer[..length].Replace('ё', 'е');
        var stemmer = new RussianStemmer(buffer, length);
        stemmer.MarkRegions();
        stemmer.Run();
        return stemmer._length;
    }

    private static string[] Order(string endings) => [.. endings.Split(' ').OrderByDescending(e => e.TrimStart('+').Length)];

    private void MarkRegions()
    {
        var vowel = Find(0, vowel: true);
        _rv = vowel;
        var r1 = Find(vowel, vowel: false);
        _r2 = Find(Find(r1, vowel: true), vowel: false);
    }

    private readonly int Find(int start, bool vowel)
    {
        for (var i = start; i < _length; i++)
        {
            if (Vowels.Contains(_word[i]) == vowel)
            {
                return i + 1;
            }
        }

        return _length;
    }

    private void Run()
    {
        if (!Remove(PerfectiveGerund))
        {
            Remove(Reflexive);
            if (Remove(Adjective))
            {
                Remove(Participle);
            }
            else if (!Remove(Verb))
            {
                Remove(Noun);
            }
        }

        Cut("и");
        Remove(Derivational, _r2);
        if (Cut("ейше") || Cut("ейш") || EndsWith("нн"))
        {
            _length -= EndsWith("нн") ? 1 : 0;
        }
        else
        {
            Cut("ь");
        }
    }

    private readonly bool EndsWith(string ending) => _length - ending.Length >= _rv && _word[.._length].EndsWith(ending);

    private bool Cut(string ending)
    {
        var ends = EndsWith(ending);
        _length -= ends ? ending.Length : 0;
        return ends;
    }

    private bool Remove(string[] endings, int region = 0)
    {
        foreach (var marked in endings)
        {
            var afterA = marked[0] == '+';
            var ending = marked.AsSpan(afterA ? 1 : 0);
            var start = _length - ending.Length;
            if (start < _rv || !_word[.._length].EndsWith(ending))
            {
                continue;
            }

            // The longest ending decides: when its condition fails, shorter ones are not tried.
            if (start < region || (afterA && (start - 1 < _rv || _word[start - 1] is not ('а' or 'я'))))
            {
                return false;
            }

            _length = start;
            return true;
        }

        return false;
    }
}
