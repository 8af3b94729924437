using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Planner.Benchmarks.Gateway;

namespace Planner.Benchmarks.Load;

/// <summary>
/// Many runs of a plan of five steps at once through the real server, each followed over HTTP: whether all come through whole, how fast, at what price in memory,
/// how soon events are read, what slow readers do to the others, and what a server that is told to end does with the runs that it has accepted.
/// </summary>
internal static class LoadTable
{
    private const int Steps = 5;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string Body = JsonSerializer.Serialize(new
    {
        text = "Work on it",
        language = "en",
        options = new { model = Upstream.Model },
        plan = new
        {
            steps = Enumerable.Range(1, Steps).Select(step => new
            {
                id = $"s{step}",
                task = "text-generation",
                inputs = new { text = step switch { 1 => "Write", 2 or 3 => "@s1", 4 => "@s2", _ => "@{s3} and @{s4}" } },
            }),
        },
    });

    public static async Task<int> PrintAsync(int runs)
    {
        var home = Directory.CreateTempSubdirectory("planner-bench-").FullName;
        await using var upstream = await ServerProcess.StartSelfAsync("gateway-upstream");
        await ServerProcess.RunPlannerAsync(home, "instances", "add", $"http://{upstream.Address}/v1", "--name", "bench");
        Console.WriteLine($"{runs} runs of {Steps} steps at once, each followed over HTTP");
        Console.WriteLine("| | whole | runs/s | event delay p50 (ms) | p99 (ms) | memory a run (kB) | processor a run (ms) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        await using (var server = await StartAsync(home))
        {
            using var client = Client(server);
            await FollowAsync(client, Math.Min(runs, 100), slow: 0);
            Print("readers that read", await MeasureAsync(server, client, runs, slow: 0));
            Print("a tenth of them read a line each 100 ms; the others' figures", await MeasureAsync(server, client, runs, slow: runs / 10));
        }

        var calls = await DirectAsync(upstream, runs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the same {runs * Steps} calls of the model made directly, five in a row each | | {calls:0} | | | | |"));
        await DrainAsync(home, runs);
        Directory.Delete(home, recursive: true);
        return 0;
    }

    private static Task<ServerProcess> StartAsync(string home) => ServerProcess.StartPlannerAsync(home, "Planner:Server:MaxRuns=100000", "Planner:Server:MaxRunsPerUser=100000");

    private static HttpClient Client(ServerProcess server) => new() { BaseAddress = new Uri($"http://{server.Address}"), Timeout = Patience };

    private static async Task<(List<RunFollower> Fast, List<RunFollower> Slow, double Seconds)> FollowAsync(HttpClient client, int runs, int slow, Action? accepted = null)
    {
        var followers = Enumerable.Range(0, runs).Select(_ => new RunFollower(client, Body)).ToList();
        var began = Stopwatch.GetTimestamp();
        var idle = Task.WhenAll(followers.Take(slow).Select(follower => follower.RunAsync(SlowPause, accepted)));
        await Task.WhenAll(followers.Skip(slow).Select(follower => follower.RunAsync(TimeSpan.Zero, accepted)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await idle;
        return ([.. followers.Skip(slow)], [.. followers.Take(slow)], seconds);
    }

    private static async Task<Measured> MeasureAsync(ServerProcess server, HttpClient client, int runs, int slow)
    {
        var before = server.MemoryMiB;
        var worked = server.Process.TotalProcessorTime;
        var most = before;
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!done.IsCancellationRequested && await timer.WaitForNextTickAsync())
            {
                most = Math.Max(most, server.MemoryMiB);
            }
        });
        var (fast, slowly, seconds) = await FollowAsync(client, runs, slow);
        server.Process.Refresh();
        await done.CancelAsync();
        await watch;
        var all = fast.Concat(slowly).ToList();
        if (all.Find(follower => !follower.IsWhole) is { } broken)
        {
            Console.Error.WriteLine($"Run {broken.RunId} ended with {broken.Last}: {broken.Problem}");
        }

        var delays = fast.SelectMany(follower => follower.Delays).ToList();
        return new Measured(
            all.Count(follower => follower.IsWhole), all.Select(follower => follower.RunId).Distinct().Count(), runs,
            fast.Count / seconds, Sample.Median(delays), Sample.Percentile(delays, 0.99), (most - before) * 1024 / runs,
            (server.Process.TotalProcessorTime - worked).TotalMilliseconds / runs);
    }

    private static void Print(string what, Measured measured) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {measured.Whole} of {measured.Runs}, {measured.Different} ids | {measured.PerSecond:0} | {measured.P50:0.0} | {measured.P99:0.0} | {measured.Kilobytes:0} | {measured.Processor:0.0} |"));

    private static async Task<double> DirectAsync(ServerProcess upstream, int runs)
    {
        using var client = Client(upstream);
        var body = JsonSerializer.Serialize(new { model = Upstream.Model, stream = true, messages = new[] { new { role = "user", content = "Write" } } });
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, runs).Select(async _ =>
        {
            for (var call = 0; call < Steps; call++)
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync("/v1/chat/completions", content);
                await response.Content.ReadAsByteArrayAsync();
            }
        }));
        return runs / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // Half of the runs are accepted when the server is told to end. What it has not ended by then has to end on the server that comes after it.
    private static async Task DrainAsync(string home, int runs)
    {
        List<RunFollower> followers;
        var accepted = 0;
        double seconds;
        await using (var server = await StartAsync(home))
        {
            using var client = Client(server);
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var following = FollowAsync(client, runs, slow: 0, () =>
            {
                if (Interlocked.Increment(ref accepted) == runs / 2)
                {
                    half.SetResult();
                }
            });
            await half.Task;
            var began = Stopwatch.GetTimestamp();
            using (Process.Start("kill", ["-TERM", server.Process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await server.Process.WaitForExitAsync();
            }

            seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            followers = (await following).Fast;
        }

        var known = followers.Where(follower => follower.RunId is not null).ToList();
        var ended = known.Count(follower => follower.Last == "run.completed");
        await using var next = await StartAsync(home);
        using var other = Client(next);
        var completed = 0;
        foreach (var follower in known)
        {
            // Follows each to its end, whichever server brings it there.
            await other.GetStringAsync($"/api/runs/{follower.RunId}/events");
            var run = await other.GetFromJsonAsync<JsonElement>($"/api/runs/{follower.RunId}");
            completed += run.GetProperty("status").GetString() == "completed" ? 1 : 0;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nSIGTERM while {known.Count} runs were accepted: ended after {seconds:0.0} s, {ended} runs seen to their end by then; {completed} of {known.Count} completed once the next server had gone on with the rest"));
    }

    private sealed record Measured(int Whole, int Different, int Runs, double PerSecond, double P50, double P99, double Kilobytes, double Processor);
}
