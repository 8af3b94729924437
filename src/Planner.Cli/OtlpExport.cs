using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Planner.Telemetry;

namespace Planner.Cli;

/// <summary>
/// Sends spans and figures to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, as the other standard variables say (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
/// <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c> …). What is not sent yet when it is disposed of is sent then, within a few seconds.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int FlushMilliseconds = 3000;

    private readonly TracerProvider _traces;
    private readonly MeterProvider _figures;

    private OtlpExport(bool serves)
    {
        var resource = ResourceBuilder.CreateDefault();
        if (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is not { Length: > 0 })
        {
            resource.AddService("planner");
        }

        // The server's own spans and figures come from ASP.NET Core.
        string[] sources = serves ? [PlannerTelemetry.Name, "Microsoft.AspNetCore"] : [PlannerTelemetry.Name];
        string[] meters = serves ? [PlannerTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"] : [PlannerTelemetry.Name];
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(sources).AddOtlpExporter().Build();
        _figures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(meters).AddOtlpExporter().Build();
    }

    /// <summary>Whether anything is to be sent.</summary>
    public static bool IsWanted(CliContext context) => context.Environment(Endpoint) is { Length: > 0 };

    /// <summary>Begins to send. Kept apart, so that nothing of it is loaded where nothing is sent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static OtlpExport Start(bool serves) => new(serves);

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.ForceFlush(FlushMilliseconds);
        _figures.ForceFlush(FlushMilliseconds);
        _traces.Dispose();
        _figures.Dispose();
    }
}
