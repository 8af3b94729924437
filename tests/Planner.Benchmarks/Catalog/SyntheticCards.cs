using System.Globalization;
using Planner.Catalog;

namespace Planner.Benchmarks.Catalog;

/// <summary>
/// The real cards, then made ones up to any number. A made card takes the task of a real one, and its description follows the word pairs of that task's
/// real descriptions, at a real length; now and then it jumps to a word of any card, as real ones do. Ids are put together of parts of the ids of that
/// task; about half name a license. None has languages or downloads, as the real ones of this collection have none and would be told apart by them.
/// </summary>
internal sealed class SyntheticCards
{
    private const double Jump = 0.1;

    private static readonly string[] Licenses = ["apache-2.0", "mit", "cc-by-4.0", "cc-by-nc-4.0", "openrail"];

    private readonly IReadOnlyList<ModelCard> _real = Material.Catalog.Cards;
    private readonly Dictionary<string, Dictionary<string, List<string>>> _next = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<string> _owners = [];
    private readonly Dictionary<string, List<string>> _names = new(StringComparer.Ordinal);
    private readonly Random _random = new(5);

    public SyntheticCards()
    {
        foreach (var card in _real)
        {
            var words = card.Description.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            _words.AddRange(words);
            var pairs = Of(_next, card.Tasks[0]);
            for (var i = 0; i < words.Length; i++)
            {
                Of(pairs, i == 0 ? "" : words[i - 1]).Add(words[i]);
            }

            var slash = card.Id.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0)
            {
                _owners.Add(card.Id[..slash]);
            }

            Of(_names, card.Tasks[0]).AddRange(card.Id[(slash + 1)..].Split('-', '_'));
        }
    }

    /// <summary>The first <paramref name="count"/> cards, the same in every run.</summary>
    public IEnumerable<ModelCard> Take(int count)
    {
        foreach (var card in _real.Take(count))
        {
            yield return card;
        }

        for (var i = _real.Count; i < count; i++)
        {
            yield return Make(i);
        }
    }

    private ModelCard Make(int number)
    {
        var model = Any(_real);
        var names = _names[model.Tasks[0]];
        return new ModelCard
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Any(_owners)}{_random.Next(1000)}/{Any(names)}-{Any(names)}-{Any(names)}-{number:x}"),
            Tasks = [model.Tasks[0]],
            Description = Text(_next[model.Tasks[0]], model.Description.Count(c => c == ' ') + 1),
            License = _random.NextDouble() < 0.5 ? Any(Licenses) : null,
            Library = model.Library,
            Parameters = (long)Math.Exp(16 + (_random.NextDouble() * 8)),
            Figures = new ModelFigures { Source = "made for a benchmark", Date = "2026" },
        };
    }

    private string Text(Dictionary<string, List<string>> pairs, int length)
    {
        var words = new List<string>(length);
        var last = "";
        for (var i = 0; i < length; i++)
        {
            last = _random.NextDouble() < Jump ? Any(_words) : Any(pairs.GetValueOrDefault(last) ?? pairs[""]);
            words.Add(last);
        }

        return string.Join(' ', words);
    }

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private static TValue Of<TValue>(Dictionary<string, TValue> map, string key)
        where TValue : new()
    {
        if (!map.TryGetValue(key, out var value))
        {
            map[key] = value = new TValue();
        }

        return value;
    }
}
