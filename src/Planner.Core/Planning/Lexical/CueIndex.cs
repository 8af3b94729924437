using System.Runtime.CompilerServices;
using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>The cues of a taxonomy by the word that they begin with. Read once for each taxonomy.</summary>
internal sealed class CueIndex
{
    private const int PrefixKey = 2;

    private static readonly ConditionalWeakTable<TaskTaxonomy, CueIndex> Known = [];

    private readonly Dictionary<string, List<Cue>> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Cue>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Cue>> _prefixes = new(StringComparer.Ordinal);
    private readonly List<Cue> _classes = [];
    private readonly bool _results;

    private CueIndex(TaskTaxonomy taxonomy, bool results)
    {
        _results = results;
        foreach (var task in taxonomy.Tasks.Where(task => !task.Unplannable))
        {
            foreach (var text in (results ? task.Results : task.Cues).Values.SelectMany(list => list))
            {
                Add(CueParser.Parse(task, text));
            }
        }
    }

    /// <summary>The cues that name results.</summary>
    public CueIndex Results { get; private init; } = null!;

    /// <summary>The index of a taxonomy.</summary>
    /// <exception cref="CatalogException">A cue can't be read.</exception>
    public static CueIndex Of(TaskTaxonomy taxonomy) =>
        Known.GetValue(taxonomy, tasks => new CueIndex(tasks, results: false) { Results = new CueIndex(tasks, results: true) });

    /// <summary>All places in a request where a cue fits.</summary>
    public List<Mention> Find(RequestText request)
    {
        var found = new List<Mention>();
        var words = request.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (!request.Asks(i))
            {
                continue;
            }

            Try(_stems.GetValueOrDefault(words[i].Stem), request, i, found);
            Try(_exact.GetValueOrDefault(words[i].Lower), request, i, found);
            if (words[i].Lower.Length >= PrefixKey)
            {
                Try(_prefixes.GetValueOrDefault(words[i].Lower[..PrefixKey]), request, i, found);
            }

            Try(_classes, request, i, found);
        }

        return found;
    }

    private void Add(Cue cue)
    {
        var first = cue.Elements[0];
        foreach (var stem in first.Stems)
        {
            Put(_stems, stem, cue);
        }

        foreach (var word in first.Exact)
        {
            Put(_exact, word, cue);
        }

        foreach (var prefix in first.Prefixes)
        {
            Put(_prefixes, prefix[..Math.Min(PrefixKey, prefix.Length)], cue);
        }

        if (first.Class != WordClass.None)
        {
            _classes.Add(cue);
        }
    }

    private static void Put(Dictionary<string, List<Cue>> map, string key, Cue cue)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        if (list.Count == 0 || list[^1] != cue)
        {
            list.Add(cue);
        }
    }

    private void Try(List<Cue>? cues, RequestText request, int at, List<Mention> found)
    {
        foreach (var cue in cues ?? [])
        {
            if (CueMatcher.Match(cue, request, at) is { } places && !found.Exists(mention => mention.Cue == cue && mention.First == at))
            {
                found.Add(new Mention(cue, places, _results));
            }
        }
    }
}
