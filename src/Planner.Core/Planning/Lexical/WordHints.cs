using System.Runtime.CompilerServices;
using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>
/// What single words of a request hint at when no whole cue fits: a word counts for the tasks whose cues hold it, and the more the fewer
/// such tasks there are (inverse document frequency, Spärck Jones 1972, a task standing for a document).
/// </summary>
internal sealed class WordHints
{
    private const int PrefixKey = 2;

    private static readonly ConditionalWeakTable<TaskTaxonomy, WordHints> Known = [];

    private readonly Dictionary<string, HashSet<TaskType>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Prefix, HashSet<TaskType> Tasks)>> _prefixes = new(StringComparer.Ordinal);
    private readonly int _tasks;

    private WordHints(TaskTaxonomy taxonomy)
    {
        var tasks = taxonomy.Tasks.Where(task => !task.Unplannable).ToList();
        _tasks = tasks.Count;
        foreach (var task in tasks)
        {
            foreach (var element in task.Cues.Values.SelectMany(list => list).Select(text => CueParser.Parse(task, text))
                .Where(cue => !cue.Blocks && !cue.ForWhom).SelectMany(cue => cue.Elements))
            {
                foreach (var word in element.Stems.Concat(element.Exact))
                {
                    Put(word, task);
                }

                foreach (var prefix in element.Prefixes)
                {
                    PutPrefix(prefix, task);
                }
            }
        }
    }

    /// <summary>The hints of a taxonomy. Its cues are read once.</summary>
    /// <exception cref="CatalogException">A cue can't be read.</exception>
    public static WordHints Of(TaskTaxonomy taxonomy) => Known.GetValue(taxonomy, tasks => new WordHints(tasks));

    /// <summary>The tasks that the words hint at, by the sum of what each word says (nats), best first.</summary>
    public IReadOnlyList<(TaskType Task, double Score)> For(RequestText request)
    {
        var scores = new Dictionary<TaskType, double>();
        foreach (var word in request.Words.Where(word => word.Lower.Length > 2 && !word.Is(WordClass.Filler)).DistinctBy(word => word.Stem))
        {
            var tasks = TasksOf(word);
            foreach (var task in tasks)
            {
                scores[task] = scores.GetValueOrDefault(task) + Math.Log((double)_tasks / tasks.Count);
            }
        }

        return [.. scores.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value)];
    }

    private HashSet<TaskType> TasksOf(in Word word)
    {
        var found = new HashSet<TaskType>();
        found.UnionWith(_words.GetValueOrDefault(word.Stem) ?? []);
        found.UnionWith(_words.GetValueOrDefault(word.Lower) ?? []);
        foreach (var (prefix, tasks) in _prefixes.GetValueOrDefault(word.Lower[..PrefixKey]) ?? [])
        {
            if (word.Lower.StartsWith(prefix, StringComparison.Ordinal))
            {
                found.UnionWith(tasks);
            }
        }

        return found;
    }

    private void Put(string word, TaskType task)
    {
        if (!_words.TryGetValue(word, out var tasks))
        {
            _words[word] = tasks = [];
        }

        tasks.Add(task);
    }

    private void PutPrefix(string prefix, TaskType task)
    {
        var key = prefix[..Math.Min(PrefixKey, prefix.Length)];
        if (!_prefixes.TryGetValue(key, out var list))
        {
            _prefixes[key] = list = [];
        }

        var at = list.FindIndex(entry => entry.Prefix == prefix);
        if (at < 0)
        {
            list.Add((prefix, [task]));
        }
        else
        {
            list[at].Tasks.Add(task);
        }
    }
}
