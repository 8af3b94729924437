using System.Globalization;
using Planner.Benchmarks.Catalog;
using Planner.Benchmarks.Executor;
using Planner.Benchmarks.Gateway;
using Planner.Benchmarks.Load;
using Planner.Benchmarks.Planning;
using Planner.Benchmarks.Routing;

// Each size of the catalog is built and searched in processes of their own, so that memory is that of one thing only.
return args switch
{
    ["planning", "speed", .. var rest] => await SpeedTable.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 3),
    ["planning", "wishes", .. var rest] => WishTraining.Run(rest is ["--write"]),
    ["catalog", "store", .. var sizes] => CatalogTable.PrintStore(sizes.Length == 0 ? [1_000_000] : [.. sizes.Select(int.Parse)]),
    ["routing", "faults", .. var load] => await FaultTable.PrintAsync(load is [var requests, ..] ? int.Parse(requests) : 10_000, load is [_, var concurrent] ? int.Parse(concurrent) : 200),
    ["routing", "strategies", .. var load] => await StrategyTable.PrintAsync(load is [var requests, ..] ? int.Parse(requests) : 10_000, load is [_, var concurrent] ? int.Parse(concurrent) : 200),
    ["routing", "hedging", .. var load] => await HedgingTable.PrintAsync(load is [var requests, ..] ? int.Parse(requests) : 10_000, load is [_, var concurrent] ? int.Parse(concurrent) : 50),
    ["routing", "breaker"] => await BreakerTrace.PrintAsync(),
    ["catalog", .. var sizes] => CatalogTable.Print(sizes.Length == 0 ? [10_000, 100_000, 1_000_000] : [.. sizes.Select(int.Parse)]),
    ["executor", .. var rest] => await ExecutorTable.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 10),
    ["gateway", .. var rest] => await GatewayTable.PrintAsync(rest is [var rounds, ..] ? int.Parse(rounds) : 7, rest is [_, var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 3),
    ["load", .. var rest] => await LoadTable.PrintAsync(rest is [var count] ? int.Parse(count) : 1000),
    ["gateway-upstream", var url] => await Upstream.ServeAsync(url),
    ["executor-profile", var shape, var steps, var journal, var runs] => await ExecutorTable.RepeatAsync(shape, int.Parse(steps), journal == "sqlite", int.Parse(runs)),
    ["index-build", var size, var folder] => IndexRun.Build(int.Parse(size), folder),
    ["index-search", var folder] => IndexRun.Search(folder),
    ["store-build", var size, var folder] => StoreRun.Build(int.Parse(size), folder),
    ["store-search", var folder] => await StoreRun.SearchAsync(folder),
    ["fts-build", var size, var folder] => FtsRun.Build(int.Parse(size), folder),
    ["fts-search", var folder] => FtsRun.Search(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: Planner.Benchmarks planning speed [ROUNDS]   time to the first step and of the whole run, beside HuggingGPT's way
               Planner.Benchmarks planning wishes [--write]  cross-validates what the embedded planner learns from model-catalog/phrases; --write keeps it
               Planner.Benchmarks routing faults [REQUESTS [CONCURRENT]]    a group of three of which one fails in every known way: success and latency
               Planner.Benchmarks routing strategies [REQUESTS [CONCURRENT]] the same under each strategy, where one of three is slow and succeeds
               Planner.Benchmarks routing hedging [REQUESTS [CONCURRENT]]   the p99 with a slow tail, with and without hedging, whole and streamed
               Planner.Benchmarks routing breaker                           a breaker's states through an outage
               Planner.Benchmarks catalog [CARDS…]          the index of model cards beside SQLite FTS5, by default at 10000, 100000 and 1000000 cards
               Planner.Benchmarks executor [ROUNDS]         what a step costs, and how close to the critical path runs come, beside LangGraph.js
               Planner.Benchmarks gateway [ROUNDS [SECONDS]] what /v1 adds to a call of a model, and how many calls it takes, beside Portkey
               Planner.Benchmarks catalog store [CARDS…]    the catalog as the program has it: store, index that follows it, searches and matches; by default 1000000 cards
               Planner.Benchmarks load [RUNS]               many runs at once through the real server, slow readers, a server that is told to end
        """);
    return 2;
}
