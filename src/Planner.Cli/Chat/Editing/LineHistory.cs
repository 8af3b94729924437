namespace Planner.Cli.Chat.Editing;

/// <summary>What was entered before. While one goes through it, what was being typed waits at its end.</summary>
internal sealed class LineHistory
{
    private readonly List<string> _lines = [];
    private string _typed = "";
    private int _at = -1;

    /// <summary>Begins with what was entered before, the oldest first.</summary>
    public LineHistory(IEnumerable<string> earlier)
    {
        foreach (var line in earlier)
        {
            Add(line);
        }
    }

    /// <summary>Stands at the end again, after something was entered.</summary>
    /// <param name="entered">What was entered; nothing of it is kept when it is blank or the same as the last.</param>
    public void Add(string entered)
    {
        _at = -1;
        if (!string.IsNullOrWhiteSpace(entered) && (_lines.Count == 0 || _lines[^1] != entered))
        {
            _lines.Add(entered);
        }
    }

    /// <summary>The line before; null when there is none.</summary>
    /// <param name="now">What stands in the editor.</param>
    public string? Previous(string now)
    {
        if (_at == 0 || _lines.Count == 0)
        {
            return null;
        }

        if (_at < 0)
        {
            (_at, _typed) = (_lines.Count, now);
        }

        return _lines[--_at];
    }

    /// <summary>The line after, at last what was being typed; null when there is none.</summary>
    public string? Next()
    {
        if (_at < 0)
        {
            return null;
        }

        if (++_at < _lines.Count)
        {
            return _lines[_at];
        }

        _at = -1;
        return _typed;
    }

    /// <summary>The newest line that has these words; null when none has.</summary>
    /// <param name="words">What it must have.</param>
    /// <param name="skip">How many such lines to pass over.</param>
    public string? Search(string words, int skip) =>
        words.Length == 0 ? null : _lines.AsEnumerable().Reverse().Distinct().Where(line => line.Contains(words, StringComparison.OrdinalIgnoreCase)).Skip(skip).FirstOrDefault();
}
