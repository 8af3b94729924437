using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Planner.Serialization;
using Planner.Server.Health;
using Planner.Server.Mcp;
using Planner.Server.OpenAi;
using Planner.Server.OpenApi;
using Planner.Server.Runs;
using Planner.Server.Security;

namespace Planner.Server.Hosting;

/// <summary>Registers what the server needs besides Planner itself.</summary>
internal static class ServerRegistration
{
    // Headers that do not come in this time are not coming.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private const int MaxConnections = 2000;

    public static IServiceCollection AddPlannerServer(this IServiceCollection services, IReadOnlyList<ListenAddress> addresses)
    {
        services.AddOptions<ServerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(addresses);
        services.TryAddSingleton<ApiKeyStore>();
        services.TryAddSingleton<ListenGuard>();
        services.TryAddSingleton<RunStarter>();
        services.TryAddSingleton<RunSlots>();
        services.TryAddSingleton<ServerMetrics>();
        services.TryAddSingleton<IdempotencyKeys>();
        services.TryAddSingleton<RunRequestReader>();
        services.TryAddSingleton<ServedModels>();
        services.TryAddSingleton<ChatRequestReader>();
        services.TryAddSingleton<ChatCompletions>();
        services.TryAddSingleton<PassThrough>();
        services.TryAddSingleton<McpSessions>();
        services.AddHostedService<InterruptedRuns>();
        services.AddPlannerRateLimits();
        services.AddApiDescriptions();
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.AllowOutOfOrderMetadataProperties = true;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlannerJson.Context);
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerOptions>>((kestrel, server) =>
        {
            var rate = new MinDataRate(server.Value.SlowestBytesPerSecond, TimeSpan.FromSeconds(server.Value.SlowGraceSeconds));
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = server.Value.MaxJsonBytes;
            kestrel.Limits.MinRequestBodyDataRate = rate;
            kestrel.Limits.MinResponseDataRate = rate;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        return services;
    }
}
