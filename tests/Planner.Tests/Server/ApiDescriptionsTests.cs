using System.Text.Json;

namespace Planner.Tests.Server;

public sealed class ApiDescriptionsTests
{
    [Fact]
    public async Task OpenApi_EveryOperation_HasAnIdASummaryADescriptionAndAnAnswer()
    {
        await using var host = await ServerTestHost.StartAsync();

        var document = await host.GetAsync("/openapi/v1.json");

        var operations = Operations(document).ToList();
        operations.Count.ShouldBeGreaterThan(20);
        foreach (var (path, operation) in operations)
        {
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty(path);
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(path);
            operation.GetProperty("description").GetString().ShouldNotBeNullOrEmpty(path);
            operation.GetProperty("responses").EnumerateObject().ShouldNotBeEmpty(path);
        }

        operations.Select(pair => pair.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        Example(document, "/api/runs").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task OpenApi_EveryJsonBody_HasAnExample()
    {
        await using var host = await ServerTestHost.StartAsync();

        foreach (var (path, operation) in Operations(await host.GetAsync("/openapi/v1.json")))
        {
            if (operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var form))
            {
                form.TryGetProperty("example", out _).ShouldBeTrue(path);
            }
        }
    }

    [Fact]
    public async Task OpenApi_ForAgents_HasFourOperationsInJsonAlone()
    {
        await using var host = await ServerTestHost.StartAsync();

        var document = await host.GetAsync("/openapi/agents.json");

        Operations(document).Select(pair => pair.Operation.GetProperty("operationId").GetString()).ShouldBe(["plan", "solve", "findModels", "runModel"], ignoreOrder: true);
        foreach (var (path, operation) in Operations(document).Where(pair => pair.Operation.TryGetProperty("requestBody", out _)))
        {
            operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(form => form.Name).ShouldBe(["application/json"], path);
        }
    }

    [Fact]
    public async Task OpenApi_ExampleOfSolve_IsTaken()
    {
        await using var host = await ServerTestHost.StartAsync(Testing.Steps.TextStep("s1", "x"));
        var example = Example(await host.GetAsync("/openapi/v1.json"), "/api/solve");

        using var response = await host.PostAsync("/api/solve", example);

        (await response.JsonAsync()).GetProperty("status").GetString().ShouldBe("completed");
    }

    private static JsonElement Example(JsonElement document, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

    private static IEnumerable<(string Path, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(member => member.Name is "get" or "post" or "put" or "delete").Select(method => ($"{method.Name} {path.Name}", method.Value)));
}
