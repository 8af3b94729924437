using System.Collections.Concurrent;
using System.Globalization;

namespace Planner.Routing;

/// <summary>
/// Times of the week at which something is used: <c>mon-fri 08:00-18:00, sat 10:00-14:00 Europe/Berlin</c>. Days are <c>mon</c> … <c>sun</c>, a day or from-to, left out: every
/// day; times are in the time zone at the end (IANA, left out: UTC), the end not included; what ends before it begins goes on past midnight.
/// </summary>
public sealed class Schedule
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly ConcurrentDictionary<string, Schedule> Known = new(StringComparer.Ordinal);
    private readonly List<(bool[] Days, TimeOnly From, TimeOnly To)> _windows = [];
    private readonly TimeZoneInfo _zone;

    private Schedule(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        _zone = words is [.., var last] && !last.Contains(':', StringComparison.Ordinal) && DaysOf(last) is null ? Zone(last, text) : TimeZoneInfo.Utc;
        if (_zone != TimeZoneInfo.Utc || words is [.., "UTC"])
        {
            words.RemoveAt(words.Count - 1);
        }

        bool[]? days = null;
        foreach (var word in words)
        {
            if (Times(word) is var (from, to))
            {
                _windows.Add((days ?? [.. Enumerable.Repeat(true, 7)], from, to));
                days = null;
            }
            else
            {
                days = days is null ? DaysOf(word) ?? throw Wrong(text, $"'{word}' is neither days, nor times, nor a time zone") : throw Wrong(text, "days have no times");
            }
        }

        if (_windows.Count == 0 || days is not null)
        {
            throw Wrong(text, "times are missing");
        }
    }

    /// <summary>Whether it is such a time; without a schedule it always is.</summary>
    /// <exception cref="InstanceException">The schedule can't be read.</exception>
    public static bool Allows(string? schedule, DateTimeOffset time) => schedule is null || Known.GetOrAdd(schedule, text => new Schedule(text)).Includes(time);

    /// <summary>Whether it is such a time.</summary>
    public bool Includes(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone);
        var (now, today) = (TimeOnly.FromTimeSpan(local.TimeOfDay), (int)local.DayOfWeek);
        var yesterday = (today + 6) % 7;
        return _windows.Exists(window => window.From < window.To
            ? window.Days[today] && now >= window.From && now < window.To
            : (window.Days[today] && now >= window.From) || (window.Days[yesterday] && now < window.To));
    }

    /// <summary>Says what is wrong with a schedule.</summary>
    /// <exception cref="InstanceException">It can't be read.</exception>
    internal static void Check(string? schedule, string whose)
    {
        try
        {
            _ = schedule is null ? null : new Schedule(schedule);
        }
        catch (InstanceException exception)
        {
            throw new InstanceException($"The {whose} has a schedule that can't be read. {exception.Message}", exception);
        }
    }

    private static (TimeOnly From, TimeOnly To)? Times(string word)
    {
        var parts = word.Split('-');
        return parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1]) is { } to ? (from, to) : null;
    }

    // 24:00 is the midnight at the end of the day.
    private static TimeOnly? Time(string text) => text == "24:00" ? TimeOnly.MinValue : TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static bool[]? DaysOf(string word)
    {
        var parts = word.ToLowerInvariant().Split('-');
        var (from, to) = (Array.IndexOf(Days, parts[0]), Array.IndexOf(Days, parts[^1]));
        if (parts.Length > 2 || from < 0 || to < 0)
        {
            return null;
        }

        var days = new bool[7];
        for (var day = from; ; day = (day + 1) % 7)
        {
            days[day] = true;
            if (day == to)
            {
                return days;
            }
        }
    }

    private static TimeZoneInfo Zone(string name, string text) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Wrong(text, $"'{name}' is no time zone that this machine knows");

    private static InstanceException Wrong(string text, string what) =>
        new($"'{text}': {what}. Write it as mon-fri 08:00-18:00, sat 10:00-14:00 Europe/Berlin.");
}
