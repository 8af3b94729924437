using System.Runtime.InteropServices;
using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>How often the cards of each task say each word; what <see cref="TaskWords"/> learns from cards.</summary>
internal sealed class TaskCounts
{
    // In a sample of many cards, words of one card alone are names.
    private const int Many = 5000;

    private readonly Dictionary<string, Dictionary<ulong, double>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _cards = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Adds a card's words, each once.</summary>
    public void Add(ModelCard card)
    {
        _all++;
        var words = TaskWords.Features(SearchTerms.Of(QueryText.WithoutWanting($"{card.Description} {card.Id}"))).ToHashSet();
        foreach (var task in card.Tasks)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_cards, task, out _)++;
            var counts = Of(task);
            foreach (var word in words)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
            }
        }
    }

    /// <summary>How many cards it counted.</summary>
    public int Cards => _all;

    /// <summary>How many cards do a task.</summary>
    public int CardsOf(string task) => _cards.GetValueOrDefault(task);

    /// <summary>The words of a task's cards.</summary>
    public Dictionary<ulong, double> Words(string task) => _words.GetValueOrDefault(task) ?? [];

    /// <summary>Writes the counts.</summary>
    public void Write(BinaryWriter writer)
    {
        var least = _all > Many ? 2 : 1;
        writer.Write(_all);
        writer.Write(_cards.Count);
        foreach (var (task, cards) in _cards)
        {
            writer.Write(task);
            writer.Write(cards);
            var words = Words(task).Where(pair => pair.Value >= least).ToList();
            writer.Write(words.Count);
            foreach (var (word, count) in words)
            {
                writer.Write(word);
                writer.Write((float)count);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TaskCounts Read(BinaryReader reader)
    {
        var counts = new TaskCounts { _all = reader.ReadInt32() };
        for (var tasks = reader.ReadInt32(); tasks > 0; tasks--)
        {
            var task = reader.ReadString();
            counts._cards[task] = reader.ReadInt32();
            var words = counts.Of(task);
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                words[reader.ReadUInt64()] = reader.ReadSingle();
            }
        }

        return counts;
    }

    private Dictionary<ulong, double> Of(string task)
    {
        ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, task, out _);
        return words ??= [];
    }
}
