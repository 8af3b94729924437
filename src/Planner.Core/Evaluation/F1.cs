namespace Planner.Evaluation;

/// <summary>Counts for a micro-averaged F1 over sets.</summary>
public sealed class F1
{
    private int _both;
    private int _gold;
    private int _made;

    /// <summary>2·common / (gold + made), in percent; 100 when there was nothing to find and nothing was made.</summary>
    public double Percent => _gold + _made == 0 ? 100 : 200.0 * _both / (_gold + _made);

    /// <summary>Adds one sample's sets.</summary>
    public void Add<T>(IReadOnlySet<T> gold, IReadOnlySet<T> made)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(made);
        _gold += gold.Count;
        _made += made.Count;
        _both += gold.Count(made.Contains);
    }
}
