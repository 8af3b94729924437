using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Cli;

/// <summary>One budget, several processes that spend it.</summary>
public sealed class BudgetProcessTests
{
    private const int Rounds = 25;
    private const int CallersOfEach = 4;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>In each round the budget pays for one call more, and eight callers of two servers want it at once.</summary>
    [Fact]
    public async Task F36_TwoHundredCallersOfTwoServers_NeverOverspendByACent()
    {
        await using var upstream = await ScriptedChatServer.StartAsync();

        // A hundred tokens at 100 USD a million: a call costs a cent, just what was reserved for it.
        upstream.Otherwise = _ => string.Join(' ', Enumerable.Repeat("go", 100));
        using var planner = new PlannerProcess();
        var (added, _, problem) = await planner.RunAsync("instances", "add", upstream.BaseUrl.ToString(), "--name", "box", "--output-price", "100");
        added.ShouldBe(0, problem);
        var tried = upstream.Chats.Count;
        var servers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => planner.BeginAsync("listens on", "serve", "--urls", "http://127.0.0.1:0")));
        using var first = servers[0].Running;
        using var second = servers[1].Running;
        var addresses = servers.Select(server => new Uri(server.Line[server.Line.IndexOf("http", StringComparison.Ordinal)..].TrimEnd('.').Split(' ')[0])).ToList();
        using var client = new HttpClient();

        var refusals = new List<JsonNode>();
        for (var round = 1; round <= Rounds; round++)
        {
            await SetAsync(client, addresses[round % 2], round * 0.01m);
            var replies = await Task.WhenAll(Enumerable.Range(0, 2 * CallersOfEach).Select(caller => ChatAsync(client, addresses[caller % 2])));

            replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1, $"round {round}");
            refusals.AddRange(replies.Where(reply => reply.Status != HttpStatusCode.OK).Select(reply => reply.Body));
        }

        (upstream.Chats.Count - tried).ShouldBe(Rounds);
        refusals.ShouldAllBe(body => body.ToJsonString().Contains("The budget for everything here of $", StringComparison.Ordinal));
        var (listed, output, error) = await planner.RunAsync("budgets", "list", "--json");
        listed.ShouldBe(0, error);
        var state = JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray().Single();
        state.GetProperty("spentUsd").GetDecimal().ShouldBe(Rounds * 0.01m);
        state.GetProperty("reservedUsd").GetDecimal().ShouldBe(0);
    }

    private static async Task SetAsync(HttpClient client, Uri server, decimal limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(server, "/api/budgets/all")) { Content = JsonContent.Create(new { limitUsd = limit, period = "total" }) };
        if (limit > 0.01m)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        using var response = await client.SendAsync(request, Stop);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ChatAsync(HttpClient client, Uri server)
    {
        using var response = await client.PostAsJsonAsync(
            new Uri(server, "/v1/chat/completions"), new { model = "scripted", max_tokens = 100, messages = new[] { new { role = "user", content = "Go" } } }, Stop);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
