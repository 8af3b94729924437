using Microsoft.Extensions.DependencyInjection;
using Planner.Runs;
using Planner.Storage;
using Planner.Tests.Storage;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

/// <summary>Many runs at once through the real server and the real journal; <c>load</c> of the benchmarks says how fast.</summary>
public sealed class LoadTests
{
    private const int Runs = 100;
    private const int Unread = 20;

    // More than a page of the list in which they are looked for.
    private const int Interrupted = 250;

    [Fact]
    public async Task Serve_ManyRunsWereInterrupted_AllGoOn()
    {
        using var journal = new InMemoryRunJournal(TimeProvider.System);
        var accepted = new RunAccepted { Request = new Request { Text = "Do it", Language = "en" } };
        var ids = new List<string>();
        for (var run = 0; run < Interrupted; run++)
        {
            ids.Add((await journal.CreateAsync(accepted, "gone", TimeSpan.Zero, TestContext.Current.CancellationToken)).RunId);
        }

        await using var host = await ServerTestHost.StartAsync(_ => { }, services => services.AddSingleton<IRunJournal>(journal), null, [TextStep("s1", "hello")]);

        using var patience = new CancellationTokenSource(RunTestHost.Patience);
        foreach (var id in ids)
        {
            RunEvent? last = null;
            await foreach (var happened in journal.ReadAsync(id, follow: true, cancellationToken: patience.Token))
            {
                last = happened;
            }

            last.ShouldBeOfType<RunCompleted>();
        }
    }

    [Fact]
    public async Task PostRuns_ManyAtOnceAndSomeNotRead_EveryEventOfEachComesOnce()
    {
        using var folder = new TempFolder();
        await using var host = await ServerTestHost.StartAsync(
            options => (options.MaxRuns, options.MaxRunsPerUser, options.CallsAtOnce, options.RequestsPerMinute) = (1000, 1000, 1000, 100_000),
            services => services.AddSqliteStorage(options => (options.Path, options.ModelsPath) = (folder.File("planner.db"), folder.File("models.db"))),
            null,
            [TextStep("s1", "hello"), TextStep("s2", "@s1"), TextStep("s3", "@s1"), TextStep("s4", "@s2"), TextStep("s5", "@s3")]);

        // Who does not read holds nobody up: their answers stay open, unread, until all others have been read.
        var unread = await Task.WhenAll(Enumerable.Range(0, Unread).Select(_ => StartAsync()));
        var read = await Task.WhenAll(Enumerable.Range(0, Runs).Select(async _ => await ReadAsync(await StartAsync())));
        var late = await Task.WhenAll(unread.Select(ReadAsync));

        read.Concat(late).Select(run => run.Id).Distinct().Count().ShouldBe(Runs + Unread);
        foreach (var (id, events) in read.Concat(late))
        {
            events.Select(happened => happened.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            events.Count(happened => happened.Type == "step.succeeded").ShouldBe(5);
            events[^1].Type.ShouldBe("run.completed");
            var recorded = await host.Journal.FindAsync(id, TestContext.Current.CancellationToken);
            (recorded!.Status, recorded.Sequence).ShouldBe((RunStatus.Completed, events.Count));
        }

        Task<HttpResponseMessage> StartAsync() => host.PostAsync("/api/runs", new { text = "Do it" }, ("Accept", "text/event-stream"));

        static async Task<(string Id, List<ServerEvent> Events)> ReadAsync(HttpResponseMessage response)
        {
            using (response)
            {
                return (response.Headers.GetValues("X-Planner-Run-Id").Single(), await response.EventsAsync());
            }
        }
    }
}
