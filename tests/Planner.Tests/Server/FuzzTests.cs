using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Planner.Server;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

/// <summary>
/// Thousands of malformed requests over every endpoint that the description has, and those that it has not. Alone in the process while it runs, since it
/// watches the memory.
/// </summary>
[Collection(Alone)]
public sealed class FuzzTests
{
    private const string Alone = "alone: watches memory";
    private const int Requests = 5200;
    private const int RawRequests = 300;
    private const int AtOnce = 8;
    private const long MostGrowth = 48 * 1024 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8)]
    public async Task Serve_MalformedRequests_NoFaultNoHangNoGrowth(int seed)
    {
        await using var host = await ServerTestHost.StartAsync(Generous, TextStep("s1", "a"));
        var run = await host.StartRunAsync(new { text = "Do it" });
        await host.EndAsync(run);
        using var put = await host.SendAsync(HttpMethod.Post, "/api/artifacts?name=a.txt", new StringContent("hello"));
        var fuzzer = new RequestFuzzer(await OperationsAsync(host), run, (await put.JsonAsync()).GetProperty("id").GetString()!);
        var statuses = new ConcurrentDictionary<int, int>();
        var faults = new ConcurrentBag<string>();

        async Task SendAsync(int number)
        {
            // Each request follows from the seed and its number alone, so that one that fails can be sent again.
            using var request = fuzzer.Make(new Random((seed * 1_000_003) + number));
            var what = $"#{number} {request.Method} {request.RequestUri} {request.Content?.Headers.ContentType} {RequestFuzzer.LastBody}";
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
                patience.CancelAfter(RunTestHost.Patience);
                using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
                if ((int)response.StatusCode >= 500)
                {
                    faults.Add($"{(int)response.StatusCode} for {what}: {await response.Content.ReadAsStringAsync(patience.Token)}");
                }
                else if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                {
                    await response.Content.CopyToAsync(Stream.Null, patience.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException && !Stop.IsCancellationRequested)
            {
                faults.Add($"{exception.GetType().Name} for {what}: {exception.Message} {exception.InnerException?.Message}");
            }
        }

        // What is made once, such as compiled code and caches, is there after the first half.
        await Parallel.ForAsync(0, Requests / 2, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, (number, _) => new ValueTask(SendAsync(number)));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Parallel.ForAsync(Requests / 2, Requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, (number, _) => new ValueTask(SendAsync(number)));
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        faults.ShouldBeEmpty(string.Join("\n\n", faults.Order(StringComparer.Ordinal)));
        statuses.Values.Sum().ShouldBe(Requests);
        statuses.Where(pair => pair.Key is >= 400 and < 500).Sum(pair => pair.Value).ShouldBeGreaterThan(Requests / 2, string.Join(", ", statuses));
        growth.ShouldBeLessThan(MostGrowth);
        (await host.SendAsync(HttpMethod.Get, "/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(8)]
    public async Task Serve_BytesThatAreNoHttp_AreRefusedOrCutOff(int seed)
    {
        await using var host = await ServerTestHost.StartAsync(Generous, TextStep("s1", "a"));
        var random = new Random(seed);
        for (var number = 0; number < RawRequests; number++)
        {
            var bytes = RawRequest(random);
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, Stop);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(bytes, Stop);
            socket.Client.Shutdown(SocketShutdown.Send);

            var answer = await ReadAsync(stream).WaitAsync(RunTestHost.Patience, Stop);

            // 505 is right: the version of the protocol is none.
            answer.ShouldNotMatch(@"\AHTTP/1\.1 5(?!05)", $"#{number}: {Encoding.Latin1.GetString(bytes)}");
        }

        (await host.SendAsync(HttpMethod.Get, "/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static void Generous(ServerOptions options) =>
        (options.RequestsPerMinute, options.CallsAtOnce, options.MaxRuns, options.MaxRunsPerUser, options.MaxJsonBytes) = (1_000_000, 10_000, 10_000, 10_000, 256 * 1024);

    private static async Task<IReadOnlyList<(HttpMethod, string)>> OperationsAsync(ServerTestHost host)
    {
        var document = await host.GetAsync("/openapi/v1.json");
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(member => member.Name is "get" or "post" or "put" or "delete" or "patch").Select(member => (HttpMethod.Parse(member.Name), path.Name))),
            (HttpMethod.Post, "/mcp"), (HttpMethod.Get, "/mcp"), (HttpMethod.Delete, "/mcp"),
            (HttpMethod.Post, "/hf-inference/models/first/translation"), (HttpMethod.Post, "/hf-inference/models/{id}"),
        ];
    }

    private static byte[] RawRequest(Random random)
    {
        var valid = $"POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{{\"text\":\"Hi\"}}";
        switch (random.Next(8))
        {
            case 0:
                var noise = new byte[random.Next(1, 2000)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.Latin1.GetBytes($"GET /api/runs HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', random.Next(1, 60_000))}\r\n\r\n");
            case 2:
                return Encoding.Latin1.GetBytes("POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n");
            case 3:
                return Encoding.Latin1.GetBytes("POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n{}");
            case 4:
                return Encoding.Latin1.GetBytes($"GET /api/runs/{(char)random.Next(1, 255)} HTTP/{random.Next(9)}.{random.Next(9)}\r\nHost: {(char)random.Next(1, 255)}\r\n\r\n");
            case 5:
                return Encoding.Latin1.GetBytes(valid[..random.Next(1, valid.Length)]);
            default:
                var bytes = Encoding.Latin1.GetBytes(valid);
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(Stop);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneInTheProcess;
}
