using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Planner.Server.Health;

/// <summary>What one instrument measured, by its tags.</summary>
internal sealed class MetricSeries
{
    // Beyond so many combinations of tags nobody reads them, and they would only fill the memory.
    private const int MostPoints = 1000;

    // From what a built-in engine takes to what a video takes, in seconds.
    private static readonly double[] Seconds = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Point> _points = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly double[]? _bounds;
    private readonly bool _adds;
    private readonly string _type;

    public MetricSeries(Instrument instrument)
    {
        _instrument = instrument;
        var kind = instrument.GetType().IsGenericType ? instrument.GetType().GetGenericTypeDefinition() : instrument.GetType();
        _bounds = kind == typeof(Histogram<>) ? BoundsOf(instrument) : null;
        _adds = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        _type = _bounds is not null ? "histogram" : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter" : "gauge";
        Name = Plain(instrument.Name) + (instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" }) + (_type == "counter" ? "_total" : "");
    }

    /// <summary>Its name for Prometheus.</summary>
    public string Name { get; }

    /// <summary>Takes in a measurement.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_lock)
        {
            if (!_points.TryGetValue(labels, out var point))
            {
                if (_points.Count >= MostPoints)
                {
                    return;
                }

                _points[labels] = point = new Point(_bounds?.Length ?? 0);
            }

            point.Value = _adds || _bounds is not null ? point.Value + value : value;
            if (_bounds is not null)
            {
                point.Count++;
                for (var i = 0; i < _bounds.Length; i++)
                {
                    point.Buckets[i] += value <= _bounds[i] ? 1 : 0;
                }
            }
        }
    }

    /// <summary>Writes it in Prometheus' text form.</summary>
    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {(_instrument.Description ?? _instrument.Name).ReplaceLineEndings(" ")}\n# TYPE {Name} {_type}\n");
        lock (_lock)
        {
            foreach (var (labels, point) in _points.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (_bounds is null)
                {
                    Line(text, "", labels, point.Value);
                    continue;
                }

                for (var i = 0; i < _bounds.Length; i++)
                {
                    Line(text, "_bucket", With(labels, string.Create(CultureInfo.InvariantCulture, $"le=\"{_bounds[i]}\"")), point.Buckets[i]);
                }

                Line(text, "_bucket", With(labels, "le=\"+Inf\""), point.Count);
                Line(text, "_sum", labels, point.Value);
                Line(text, "_count", labels, point.Count);
            }
        }
    }

    private void Line(StringBuilder text, string suffix, string labels, double value) =>
        text.Append(Name).Append(suffix).Append(labels.Length > 0 ? $"{{{labels}}} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private static string With(string labels, string more) => labels.Length > 0 ? $"{labels},{more}" : more;

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
        {
            var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{Plain(name)}=\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"");
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => Seconds,
    };

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));

    private sealed class Point(int buckets)
    {
        public double Value { get; set; }

        public long Count { get; set; }

        public long[] Buckets { get; } = new long[buckets];
    }
}
