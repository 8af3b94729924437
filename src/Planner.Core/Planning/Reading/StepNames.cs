using System.Globalization;
using Planner.Runs;

namespace Planner.Planning.Reading;

/// <summary>What the names in one reply mean: files by id and name, steps by whatever the reply calls them.</summary>
internal sealed class StepNames
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _files;
    private int _last;
    private int? _shift;
    private string? _defined;

    public StepNames(IReadOnlyList<Attachment> attachments, IReadOnlyList<PlanStep> standing, IReadOnlyCollection<string> taken)
    {
        foreach (var file in attachments)
        {
            _ids.TryAdd(file.Id, file.Id);
            _ids.TryAdd(file.Name, file.Id);
        }

        _files = [.. _ids.Keys];
        foreach (var step in standing)
        {
            _ids[step.Id] = step.Id;
        }

        _last = standing.Select(step => step.Id).Concat(taken).Select(NumberOf).Max() ?? 0;
    }

    /// <summary>The id by every name known so far, files included.</summary>
    public IReadOnlyDictionary<string, string> All => _ids;

    /// <summary>The file of that name, its quotes aside; null when there is none.</summary>
    public string? File(string name)
    {
        var bare = name.Trim().Trim('\'', '"', '`');
        return _files.Contains(bare) || _files.Any(file => string.Equals(file, bare, StringComparison.OrdinalIgnoreCase)) ? _ids[bare] : null;
    }

    /// <summary>The id for a step as the reply names it: <c>s2</c> stays, a number counts from where the reply began, anything else gets the next id.</summary>
    public string Define(string? raw)
    {
        (raw, _defined) = (raw?.Trim(), null);
        if (raw is null or "")
        {
            return Next();
        }

        if (IsNumber(raw, out var number))
        {
            // Replies that count from 0 are moved to s1; a first step with a higher number tells nothing.
            _shift ??= _last + (number == 0 ? 1 : 0);
            return Take(raw, $"s{(number + _shift.Value).ToString(CultureInfo.InvariantCulture)}");
        }

        return NumberOf(raw) is not null ? Take(raw, raw.ToLowerInvariant()) : _ids.TryGetValue(raw, out var known) && !_files.Contains(raw) ? known : Take(raw, Next());
    }

    /// <summary>A new id for the step that was named last, from here on, because its own is taken.</summary>
    public string Rename() => _defined is null ? Next() : _ids[_defined] = Next();

    /// <summary>The id for a reference by number or name; null when nothing can be meant.</summary>
    public string? Resolve(string name) =>
        _ids.TryGetValue(name, out var id) ? id
        : IsNumber(name, out var number) ? $"s{(number + (_shift ?? _last + 1)).ToString(CultureInfo.InvariantCulture)}"
        : NumberOf(name) is not null ? name.ToLowerInvariant()
        : null;

    /// <summary>Says which number in references means which step.</summary>
    public void Count(string first, int from) => _shift = NumberOf(first) - from;

    private string Next()
    {
        _last++;
        return string.Create(CultureInfo.InvariantCulture, $"s{_last}");
    }

    private string Take(string raw, string id)
    {
        (_defined, _ids[raw]) = (raw, id);
        _ids.TryAdd(id, id);
        _last = Math.Max(_last, NumberOf(id) ?? 0);
        return id;
    }

    private static bool IsNumber(string raw, out int number) =>
        int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 100_000;

    private static int? NumberOf(string id) =>
        id is ['s' or 'S', ..] && IsNumber(id[1..], out var number) ? number : null;
}
