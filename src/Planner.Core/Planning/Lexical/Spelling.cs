using System.Runtime.CompilerServices;
using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>
/// Reads a mistyped cue word as the word that was meant: one letter too many or too few, or two that changed places. A wrong letter is not
/// among them, since it makes another word more often than a slip ("formal", "format"). Words that a cue or <see cref="Vocabulary"/> knows
/// are left alone, names too.
/// </summary>
internal sealed class Spelling
{
    private const int Least = 5;

    // Among words of five letters only two that changed places are a slip; "plant" and "planet" are two words.
    private const int Long = 6;

    private const int Ending = 2;

    // Words in their own right, one letter away from a cue's.
    private static readonly HashSet<string> Others = new(["father", "phase", "county", "quite", "trial", "dairy", "reorder"], StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<TaskTaxonomy, Spelling> Known = [];

    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<char, HashSet<string>> _stems = [];
    private readonly Dictionary<char, HashSet<string>> _prefixes = [];

    private Spelling(TaskTaxonomy taxonomy)
    {
        var lists = taxonomy.Tasks.Where(task => !task.Unplannable)
            .SelectMany(task => task.Cues.Values.Concat(task.Results.Values).SelectMany(list => list).Select(text => CueParser.Parse(task, text)));
        foreach (var element in lists.SelectMany(cue => cue.Elements))
        {
            _whole.UnionWith(element.Exact);
            foreach (var stem in element.Stems)
            {
                _whole.Add(stem);
                Put(_stems, stem);
            }

            foreach (var prefix in element.Prefixes)
            {
                Put(_prefixes, prefix);
            }
        }
    }

    /// <summary>The spelling of a taxonomy's cue words. They are read once.</summary>
    /// <exception cref="CatalogException">A cue can't be read.</exception>
    public static Spelling Of(TaskTaxonomy taxonomy) => Known.GetValue(taxonomy, tasks => new Spelling(tasks));

    /// <summary>The request with mistyped cue words read as meant.</summary>
    public RequestText Correct(RequestText request)
    {
        List<Word>? words = null;
        for (var i = 0; i < request.Words.Count; i++)
        {
            var word = request.Words[i];
            if (word.Lower.Length >= Least && word.Class == WordClass.None && !Others.Contains(word.Lower) && !IsName(request, i) && !IsKnown(word) && Meant(word) is { } meant)
            {
                words ??= [.. request.Words];
                words[i] = word with { Lower = meant, Stem = meant, Class = Vocabulary.Of(meant, meant) };
            }
        }

        return words is null ? request : request with { Words = words };
    }

    // A capital within a sentence.
    private static bool IsName(RequestText request, int at) => char.IsUpper(request.Text[request.Words[at].Start])
        && at > 0 && request.Words[at - 1].Sentence == request.Words[at].Sentence;

    private bool IsKnown(in Word word)
    {
        var lower = word.Lower;
        return _whole.Contains(lower) || _whole.Contains(word.Stem)
            || (_prefixes.GetValueOrDefault(lower[0])?.Any(prefix => lower.StartsWith(prefix, StringComparison.Ordinal)) ?? false);
    }

    // People rarely miss a word's first letter.
    private string? Meant(in Word word)
    {
        var (lower, typed) = (word.Lower, word.Stem);
        foreach (var stem in _stems.GetValueOrDefault(lower[0]) ?? [])
        {
            if (IsSlip(typed, stem))
            {
                return stem;
            }
        }

        foreach (var prefix in _prefixes.GetValueOrDefault(lower[0]) ?? [])
        {
            for (var length = prefix.Length - 1; length <= Math.Min(prefix.Length + 1, lower.Length); length++)
            {
                if (prefix.Length >= Long && length >= Least && IsSlip(lower.AsSpan(0, length), prefix))
                {
                    return prefix;
                }
            }
        }

        return null;
    }

    private static bool IsSlip(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant)
    {
        if (Math.Abs(typed.Length - meant.Length) > 1 || typed.SequenceEqual(meant))
        {
            return false;
        }

        // What differs at the end only is another form of a word, not a slip.
        var same = typed.CommonPrefixLength(meant);
        var left = typed[same..];
        var right = meant[same..];
        if (Math.Min(left.Length, right.Length) < Ending)
        {
            return false;
        }

        return left.Length == right.Length
            ? left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..])
            : meant.Length >= Long && typed.Length >= Least
                && (left.Length < right.Length ? left.SequenceEqual(right[1..]) : left[1..].SequenceEqual(right));
    }

    private static void Put(Dictionary<char, HashSet<string>> map, string word)
    {
        if (word.Length >= Least)
        {
            if (!map.TryGetValue(word[0], out var list))
            {
                map[word[0]] = list = new(StringComparer.Ordinal);
            }

            list.Add(word);
        }
    }
}
