using System.Text.Json.Nodes;

namespace Planner.IntegrationTests.Server;

/// <summary>The API's descriptions, held against OpenAPI's own schemas by a validator of somebody else's.</summary>
public sealed class OpenApiDocumentTests
{
    [Fact]
    public async Task Documents_AreValidOpenApi()
    {
        await using var server = await EngineServer.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        var documents = new JsonArray();
        foreach (var name in new[] { "v1", "agents" })
        {
            documents.Add(JsonNode.Parse(await client.GetStringAsync($"/openapi/{name}.json", TestContext.Current.CancellationToken)));
        }

        var results = await NodeClients.CallAsync("openapi.mjs", new JsonObject { ["documents"] = documents });

        results.ShouldAllBe(result => result!["error"] == null, results.ToJsonString());
        results[0]!["version"]!.GetValue<string>().ShouldStartWith("3.1");
        results[0]!["operations"]!.GetValue<int>().ShouldBeGreaterThan(35);
        results[1]!["version"]!.GetValue<string>().ShouldStartWith("3.0");
        results[1]!["operations"]!.GetValue<int>().ShouldBe(4);
    }
}
