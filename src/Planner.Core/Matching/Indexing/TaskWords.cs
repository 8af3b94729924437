using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// Guesses from a query's words what kind of task it is, as a mixture of language models (F. Song and W. Croft, "A General Language Model for
/// Information Retrieval", CIKM 1999; smoothing as in C. Zhai and J. Lafferty, TOIS 22(2), 2004): a task explains a word as likely as people say it when they
/// ask for the task (its description, uses and cues), or as its cards say it, or as anyone does. Pairs of neighbouring words count as words.
/// </summary>
internal sealed partial class TaskWords
{
    // How much of a word each of the three explains. Cross-validated on halves of the development queries; between 0.1 and 0.5 little changes.
    private const double ByPeople = 0.3;
    private const double ByCards = 0.2;
    private const double ByAnyone = 1 - ByPeople - ByCards;

    // Words repeat themselves: the tenth occurrence says less than the first.
    private const double Damping = 0.7;

    private const double CueWeight = 0.3;
    private const double NameWeight = 2;

    private readonly Dictionary<ulong, (int Task, float People, float Cards)[]> _words = [];
    private readonly Dictionary<ulong, double> _anyone = [];
    private readonly double[] _sizes;

    /// <summary>Learns from the taxonomy and from counts of words in cards.</summary>
    /// <param name="tasks">What cards call their tasks.</param>
    /// <param name="taxonomy">What is known of tasks; null: nothing.</param>
    /// <param name="counts">The words of the cards of each of <paramref name="tasks"/>.</param>
    public TaskWords(IReadOnlyList<string> tasks, TaskTaxonomy? taxonomy, TaskCounts counts)
    {
        Tasks = tasks;
        _sizes = [.. tasks.Select(task => Math.Log(1 + counts.CardsOf(task)))];
        var words = new Dictionary<ulong, List<(int Task, float People, float Cards)>>();
        for (var task = 0; task < tasks.Count; task++)
        {
            foreach (var (word, share) in Shares(People(tasks[task], taxonomy)))
            {
                Of(words, word).Add((task, (float)share, 0));
            }

            foreach (var (word, share) in Shares(counts.Words(tasks[task])))
            {
                var list = Of(words, word);
                if (list.Count > 0 && list[^1].Task == task)
                {
                    list[^1] = list[^1] with { Cards = (float)share };
                }
                else
                {
                    list.Add((task, 0, (float)share));
                }
            }
        }

        foreach (var (word, shares) in words)
        {
            _words.Add(word, [.. shares]);
            _anyone.Add(word, shares.Sum(share => share.People + share.Cards) / (2.0 * tasks.Count));
        }
    }

    /// <summary>The tasks that <see cref="Scores"/> speaks of.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>The logarithm of how many cards each task has.</summary>
    public IReadOnlyList<double> LogSizes => _sizes;

    /// <summary>For each task by how much it explains the words better than anyone would, in nats.</summary>
    public double[] Scores(IReadOnlyList<string> terms)
    {
        var scores = new double[Tasks.Count];
        foreach (var word in Features(terms).Distinct())
        {
            if (!_words.TryGetValue(word, out var shares))
            {
                continue;
            }

            var anyone = _anyone[word];
            for (var task = 0; task < scores.Length; task++)
            {
                scores[task] += Math.Log(ByAnyone);
            }

            foreach (var (task, people, cards) in shares)
            {
                scores[task] += Math.Log(((ByPeople * people) + (ByCards * cards) + (ByAnyone * anyone)) / anyone) - Math.Log(ByAnyone);
            }
        }

        return scores;
    }

    /// <summary>The words and pairs of words of a text's terms.</summary>
    public static IEnumerable<ulong> Features(IReadOnlyList<string> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var hash = StableHash.Of(terms[i]);
            yield return hash;
            if (i + 1 < terms.Count)
            {
                yield return StableHash.Of(terms[i + 1], hash);
            }
        }
    }

    private static Dictionary<ulong, double> People(string name, TaskTaxonomy? taxonomy)
    {
        var counts = new Dictionary<ulong, double>();
        Add(counts, name, NameWeight);
        if (taxonomy is null || !taxonomy.TryGet(name, out var task))
        {
            return counts;
        }

        foreach (var text in task.Uses.Values.Append(task.Description).Concat(task.Aliases.Take(3)))
        {
            Add(counts, text, 1);
        }

        foreach (var cue in task.Cues.Values.SelectMany(list => list).Where(cue => !cue.StartsWith('!')))
        {
            Add(counts, CueSigns().Replace(cue, " "), CueWeight);
        }

        return counts;
    }

    private static void Add(Dictionary<ulong, double> counts, string text, double weight)
    {
        foreach (var word in Features(SearchTerms.Of(QueryText.WithoutWanting(text))))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _) += weight;
        }
    }

    private static IEnumerable<(ulong Word, double Share)> Shares(Dictionary<ulong, double> counts)
    {
        var sum = counts.Values.Sum(count => Math.Pow(count, Damping));
        return counts.Select(pair => (pair.Key, Math.Pow(pair.Value, Damping) / sum));
    }

    private static List<(int Task, float People, float Cards)> Of(Dictionary<ulong, List<(int Task, float People, float Cards)>> words, ulong word)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(words, word, out _);
        return list ??= [];
    }

    // Weights, needs, classes and marks of the cue form, see CueParser.
    [GeneratedRegex(@"#[\d.]+|\[[^\]]*\]|\{[^}]*\}|[*=^&]")]
    private static partial Regex CueSigns();
}
