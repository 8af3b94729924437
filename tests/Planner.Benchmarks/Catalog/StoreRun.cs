using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Storage;

namespace Planner.Benchmarks.Catalog;

/// <summary>The catalog as the program has it: cards in the store, the index that follows it, searches and matches through the services.</summary>
internal static class StoreRun
{
    private const int Page = 1000;

    public static int Build(int size, string folder)
    {
        using var services = Services(folder);
        var store = services.GetRequiredService<IModelStore>();
        var clock = Stopwatch.StartNew();
        foreach (var page in new SyntheticCards().Take(size).Chunk(Page))
        {
            store.Write([.. page.Select(card => new StoredModel(card, CardOrigin.Hub))]);
        }

        Measured.Print("write_s", clock.Elapsed.TotalSeconds);
        clock.Restart();
        var worked = Environment.CpuUsage.TotalTime;
        services.GetRequiredService<IModelSearch>().Refresh(null);
        Measured.Print("build_s", clock.Elapsed.TotalSeconds);
        Measured.Print("build_cpu_s", (Environment.CpuUsage.TotalTime - worked).TotalSeconds);
        Measured.Print("build_memory_mib", Measured.Memory("VmHWM"));
        Measured.Print("disk_mib", Measured.Disk(folder) + Measured.Disk(Path.Combine(folder, "index")));
        return 0;
    }

    public static async Task<int> SearchAsync(string folder)
    {
        // The code is compiled once, not for each catalog.
        _ = Material.Requests.Take(1).ToList();
        var clock = Stopwatch.StartNew();
        using var services = Services(folder);
        var search = services.GetRequiredService<IModelSearch>();
        Measured.Print("load_ms", clock.Elapsed.TotalMilliseconds);
        clock.Restart();
        search.Search(new ModelQuery { Text = "transcribe noisy phone calls" });
        Measured.Print("first_search_ms", clock.Elapsed.TotalMilliseconds);

        var matcher = services.GetRequiredService<IModelMatcher>();
        var (searches, matches, found, chosen) = (new Searches(), new Searches(), 0, 0);
        foreach (var request in Material.Requests)
        {
            found += searches.Time(() => search.Search(new ModelQuery { Text = request.Query })).Any(model => model.Card.Id == request.Model) ? 1 : 0;
        }

        foreach (var request in Material.Requests)
        {
            var step = new PlanStep { Id = "s1", Task = request.Domain, Instruction = request.Query };
            var match = await matches.Time(() => matcher.MatchAsync(step, Egress.Cloud, null, CancellationToken.None).AsTask());
            chosen += match.Candidates.Any(candidate => candidate.ModelId == request.Model) ? 1 : 0;
        }

        searches.Print("open", found);
        matches.Print("match", chosen);
        Measured.Print("memory_mib", Measured.Memory("VmRSS"));
        Measured.Print("managed_mib", GC.GetTotalMemory(false) / 1048576.0);
        return 0;
    }

    private static ServiceProvider Services(string folder)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Material.Catalog.Taxonomy).AddMatching();
        services.AddSingleton(provider => new ModelCatalog([], provider.GetRequiredService<IModelStore>()));
        services.AddSqliteStorage(options => (options.Path, options.ModelsPath) = (Path.Combine(folder, "planner.db"), Path.Combine(folder, "models.db")));
        services.Configure<CatalogOptions>(options => options.IndexFolder = Path.Combine(folder, "index"));
        return services.BuildServiceProvider();
    }
}
