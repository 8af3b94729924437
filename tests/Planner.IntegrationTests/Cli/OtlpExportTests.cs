using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Planner.IntegrationTests.Cli;

/// <summary>The program sends its spans and figures over real HTTP to a collector on loopback.</summary>
public sealed class OtlpExportTests
{
    [Fact(Timeout = 180_000)]
    public async Task Ask_EndpointIsSet_SendsSpansAndFiguresWithoutWordsOrKeys()
    {
        var received = new ConcurrentQueue<(string Path, string? Key, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, context.Request.Headers["x-collector"], Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        using var planner = new PlannerProcess();
        planner.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First();
        planner.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        planner.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-collector=a-key-for-it";
        await File.WriteAllTextAsync(Path.Combine(planner.Folder, "secretplans.txt"), "Zyxwvut must pay 20 EUR by 5 May 2027.", TestContext.Current.CancellationToken);

        var (code, _, error) = await planner.RunAsync("ask", "Who must pay?", "--file", "secretplans.txt", "--offline");

        code.ShouldBe(0, error);
        var traces = string.Concat(received.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        var figures = string.Concat(received.Where(one => one.Path == "/v1/metrics").Select(one => one.Body));
        foreach (var name in new[] { "invoke_workflow planner", "plan planner", "execute_tool question-answering", "generate_content local/reader", "gen_ai.request.model", "service.name" })
        {
            traces.ShouldContain(name);
        }

        foreach (var name in new[] { "gen_ai.client.operation.duration", "planner.runs", "planner.steps" })
        {
            figures.ShouldContain(name);
        }

        received.ShouldAllBe(one => one.Key == "a-key-for-it");
        (traces + figures).ShouldNotContain("Zyxwvut");
        (traces + figures).ShouldNotContain("Who must pay");
        (traces + figures).ShouldNotContain("a-key-for-it");
    }
}
