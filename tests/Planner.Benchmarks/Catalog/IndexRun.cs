using System.Diagnostics;
using Planner.Evaluation;
using Planner.Matching.Indexing;

namespace Planner.Benchmarks.Catalog;

/// <summary>Builds and searches our index.</summary>
internal static class IndexRun
{
    public static int Build(int size, string folder)
    {
        var cards = new SyntheticCards();
        var clock = Stopwatch.StartNew();
        foreach (var _ in cards.Take(size))
        {
        }

        // Making the cards takes as long again within the build and is taken off.
        var making = clock.Elapsed.TotalSeconds;
        var makingCpu = 2 * Environment.CpuUsage.TotalTime.TotalSeconds;
        clock.Restart();
        var index = CardIndex.Open(folder, Material.Catalog.Taxonomy);
        index.Put(new SyntheticCards().Take(size));
        index.Commit();
        Measured.Print("build_s", clock.Elapsed.TotalSeconds - making);
        Measured.Print("build_cpu_s", Environment.CpuUsage.TotalTime.TotalSeconds - makingCpu);
        Measured.Print("build_memory_mib", Measured.Memory("VmHWM"));
        Measured.Print("disk_mib", Measured.Disk(folder));

        clock.Restart();
        index.Put([Material.Catalog.Cards[0] with { Description = "Changed." }]);
        index.Commit();
        Measured.Print("update_ms", clock.Elapsed.TotalMilliseconds);
        index.Put([Material.Catalog.Cards[0]]);
        index.Commit();
        return 0;
    }

    public static int Search(string folder)
    {
        var clock = Stopwatch.StartNew();
        var index = CardIndex.Open(folder, Material.Catalog.Taxonomy);
        Measured.Print("open_ms", clock.Elapsed.TotalMilliseconds);
        clock.Restart();
        Find(index, Material.Requests[0], true);
        Measured.Print("first_search_ms", clock.Elapsed.TotalMilliseconds);
        Run(index, "task", true);
        Run(index, "open", false);
        Measured.Print("memory_mib", Measured.Memory("VmRSS"));
        return 0;
    }

    private static void Run(CardIndex index, string kind, bool task)
    {
        Material.Requests.Take(50).ToList().ForEach(request => Find(index, request, task));
        var (times, found) = (new Searches(), 0);
        foreach (var request in Material.Requests)
        {
            found += times.Time(() => Find(index, request, task)) ? 1 : 0;
        }

        times.Print(kind, found);
    }

    private static bool Find(CardIndex index, MatchingSample request, bool task) =>
        index.Search(new CardQuery { Text = request.Query, Task = task ? request.Domain : null }).Any(hit => hit.Card.Id == request.Model);
}
