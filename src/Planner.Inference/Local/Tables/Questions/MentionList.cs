namespace Planner.Inference.Local.Tables;

/// <summary>The mentions of a question while a query is made of them: each is used once.</summary>
internal sealed class MentionList(IReadOnlyList<Mention> mentions)
{
    private readonly bool[] _used = new bool[mentions.Count];

    /// <summary>The positions of the mentions that no part of the query uses yet.</summary>
    public IEnumerable<int> Free => Enumerable.Range(0, mentions.Count).Where(at => !_used[at]);

    /// <summary>The number of mentions.</summary>
    public int Count => mentions.Count;

    /// <summary>A mention.</summary>
    public Mention this[int at] => mentions[at];

    /// <summary>Whether the mention exists and is not used.</summary>
    public bool IsFree(int at) => at >= 0 && at < mentions.Count && !_used[at];

    /// <summary>Marks mentions as used.</summary>
    public void Use(params ReadOnlySpan<int> positions)
    {
        foreach (int at in positions)
        {
            _used[at] = true;
        }
    }

    /// <summary>The words between the end of one mention and the start of another.</summary>
    public int Gap(int left, int right) => mentions[right].Start - mentions[left].End;
}
