using System.Diagnostics.Metrics;
using Planner.Server.Runs;
using Prometheus;

namespace Planner.Server.Health;

/// <summary>
/// What is counted in this process, for Prometheus: Planner's own meters (names that begin with <c>Planner</c>), the requests and connections that
/// ASP.NET Core counts, and the runtime's memory and threads.
/// </summary>
internal sealed class ServerMetrics : IDisposable
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly IDisposable _listener;
    private readonly Meter _meter;

    public ServerMetrics(RunSlots slots)
    {
        _listener = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = _registry,
            InstrumentFilterPredicate = instrument => instrument.Meter.Name is "System.Runtime" or "Microsoft.AspNetCore.Hosting" or "Microsoft.AspNetCore.Server.Kestrel"
                || instrument.Meter.Name.StartsWith("Planner", StringComparison.Ordinal),
            ResolveHistogramBuckets = instrument => instrument.Unit == "s" ? Seconds : MeterAdapterOptions.DefaultHistogramBuckets,
        });
        _meter = new Meter("Planner.Server");
        _meter.CreateObservableGauge("runs", () => slots.Count, description: "Runs that this server works on.");
    }

    // From what a built-in engine takes to what a video takes.
    private static double[] Seconds { get; } = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>Writes all of it in Prometheus' text form.</summary>
    public Task WriteAsync(Stream to, CancellationToken cancellationToken) => _registry.CollectAndExportAsTextAsync(to, cancellationToken);

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }
}
