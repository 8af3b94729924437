using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Server.Artifacts;
using Planner.Server.Budgets;
using Planner.Server.Catalog;
using Planner.Server.Conversations;
using Planner.Server.Health;
using Planner.Server.Hosting;
using Planner.Server.HuggingFace;
using Planner.Server.Mcp;
using Planner.Server.OpenAi;
using Planner.Server.OpenApi;
using Planner.Server.Problems;
using Planner.Server.Routing;
using Planner.Server.Runs;
using Planner.Server.SavedPlans;
using Planner.Server.Security;
using Planner.Server.Statistics;

namespace Planner.Server;

/// <summary>Puts the HTTP server together: limits and guards first, then a map of its surfaces.</summary>
public static class PlannerServer
{
    /// <summary>Makes the server; it listens once it is started.</summary>
    /// <param name="urls">Where to listen, such as <c>http://127.0.0.1:8080</c>; several with semicolons between.</param>
    /// <param name="addPlanner">Adds Planner itself: core, catalog, matching, a journal, and what runs models. May set <see cref="ServerOptions"/>.</param>
    /// <exception cref="ServerException">An address is malformed, or not of this machine while there is no API key.</exception>
    public static WebApplication Create(string urls, Action<IServiceCollection> addPlanner)
    {
        ArgumentNullException.ThrowIfNull(addPlanner);
        var addresses = ListenAddress.ParseAll(urls);

        // Not the working directory: a file in it must not configure the server.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(urls);
        // What keeps a server from starting is thrown, and told by whoever starts it.
        builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        addPlanner(builder.Services);
        builder.Services.AddPlannerServer(addresses);
        var app = builder.Build();
        app.Services.GetRequiredService<ListenGuard>().Check();
        app.Services.GetRequiredService<ServerMetrics>();

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemWriter>();
        app.UseMiddleware<HostGuard>();
        app.UseMiddleware<OriginGuard>();
        app.UseMiddleware<KeyGuard>();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenAi();
        app.MapHuggingFace();
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Model is null)
        {
            app.MapRuns();
            app.MapSavedPlans();
            app.MapConversations();
            app.MapAssistants();
            app.MapBudgets();
            app.MapStatistics();
            app.MapRouting();
            app.MapCatalog();
            app.MapArtifacts();
            app.MapMcp();
            app.MapApiDescriptions();
        }

        return app;
    }
}
