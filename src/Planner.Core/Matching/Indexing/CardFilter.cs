using System.Collections.Frozen;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>What a query asks of cards whatever they say: task, license, languages, size, that somebody runs them.</summary>
internal readonly struct CardFilter
{
    private readonly int _task;
    private readonly IReadOnlySet<int> _also;
    private readonly int _license;
    private readonly ulong _languages;
    private readonly float _millions;
    private readonly bool _mayRun;
    private readonly IReadOnlySet<int> _own;

    /// <summary>Reads what a query asks for.</summary>
    /// <param name="segment">The segment whose cards are told.</param>
    /// <param name="query">The query.</param>
    /// <param name="own">The ids of cards that run here whatever the Hub says.</param>
    public CardFilter(Segment segment, CardQuery query, IReadOnlyList<string> own)
    {
        _task = query.Task is null ? -1 : segment.Tasks.ToList().IndexOf(query.Task);
        _also = _task < 0 ? FrozenSet<int>.Empty : segment.AlsoDoing(_task);
        _license = query.License is null ? -1 : segment.License(query.License);
        Nothing = (query.Task is not null && _task < 0) || (query.License is not null && _license < 0);
        _languages = query.Languages.Aggregate(0UL, (bits, language) => bits | LanguageBits.Of(Language.CodeOf(language)));
        _mayRun = query.MayRun;
        _own = query.MayRun ? own.Select(id => segment.Find(StableHash.OfId(id))).Where(card => card >= 0).ToHashSet() : _also;
        _millions = query.MaxParameters is { } most ? most / 1e6f : 0;
    }

    /// <summary>Whether no card of the segment can pass.</summary>
    public bool Nothing { get; }

    /// <summary>Whether there is anything to check.</summary>
    public bool Something => _task >= 0 || _license >= 0 || _languages != 0 || _millions != 0 || _mayRun;

    /// <summary>Whether a card passes.</summary>
    public bool Takes(in CardFacts fact, int card) =>
        (_task < 0 || fact.Does(_task) || (_also.Count > 0 && _also.Contains(card)))
        && (!_mayRun || fact.Idle == 0 || _own.Contains(card))
        && (_license < 0 || fact.License == _license)
        && (_languages == 0 || fact.Languages == 0 || (fact.Languages & LanguageBits.Multilingual) != 0 || (fact.Languages & _languages) == _languages)
        && (_millions == 0 || (fact.Millions > 0 && fact.Millions <= _millions));
}
