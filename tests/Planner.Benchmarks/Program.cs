using Planner.Benchmarks.Catalog;
using Planner.Benchmarks.Planning;

// Each size of the catalog is built and searched in processes of their own, so that memory is that of one thing only.
return args switch
{
    ["planning", "speed", .. var rest] => await SpeedTable.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 3),
    ["catalog", .. var sizes] => CatalogTable.Print(sizes.Length == 0 ? [10_000, 100_000, 1_000_000] : [.. sizes.Select(int.Parse)]),
    ["index-build", var size, var folder] => IndexRun.Build(int.Parse(size), folder),
    ["index-search", var folder] => IndexRun.Search(folder),
    ["fts-build", var size, var folder] => FtsRun.Build(int.Parse(size), folder),
    ["fts-search", var folder] => FtsRun.Search(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: Planner.Benchmarks planning speed [ROUNDS]   time to the first step and of the whole run, beside HuggingGPT's way
               Planner.Benchmarks catalog [CARDS…]          the index of model cards beside SQLite FTS5, by default at 10000, 100000 and 1000000 cards
        """);
    return 2;
}
