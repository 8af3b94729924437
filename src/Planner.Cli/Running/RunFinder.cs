using Planner.Runs;

namespace Planner.Cli.Running;

/// <summary>Finds a run by what a user types.</summary>
internal static class RunFinder
{
    private const int Page = 200;

    /// <summary>The run with that id, with the only id that begins so, or the newest for <c>last</c>.</summary>
    /// <exception cref="CommandLineException">None, or several.</exception>
    public static async Task<RunSummary> FindAsync(IRunJournal journal, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (name == "last")
        {
            return await journal.ListAsync(1, null, cancellationToken) is [var newest, ..]
                ? newest
                : throw new CommandLineException("There are no runs yet. Start one with planner ask.");
        }

        var found = new List<RunSummary>();
        for (string? before = null; ;)
        {
            var page = await journal.ListAsync(Page, before, cancellationToken);
            if (page.FirstOrDefault(run => run.Id == name) is { } exact)
            {
                return exact;
            }

            found.AddRange(page.Where(run => name.Length > 0 && run.Id.StartsWith(name, StringComparison.Ordinal)));
            if (page.Count < Page)
            {
                break;
            }

            before = page[^1].Id;
        }

        return found switch
        {
            [var only] => only,
            [] => throw new CommandLineException($"There is no run '{name}'. See planner runs."),
            _ => throw new CommandLineException($"{found.Count} runs begin with '{name}': {string.Join(", ", found.Take(5).Select(run => run.Id))}. Give more of the id."),
        };
    }
}
