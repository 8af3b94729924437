using System.Text.Json;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Cli;

/// <summary>Talk with the program: straight to the chat model, without a plan.</summary>
public sealed class RoutedChatTests : IAsyncLifetime
{
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedChatServer.StartAsync();
        _planner.Environment["OPENAI_BASE_URL"] = _server.BaseUrl.ToString();
        _server.Otherwise = _ => "Hello yourself.";
    }

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Ask_Talk_IsOneCallAndNoPlan()
    {
        var (code, output, error) = await _planner.RunAsync("ask", "Hello, how are you today?", "--json");

        code.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("answer").GetString()!.ShouldStartWith("Hello yourself.");
        json.GetProperty("steps").GetArrayLength().ShouldBe(0);
        _server.Chats.Count.ShouldBe(1);
        (await _planner.RunAsync("routes", "try", "Hello, how are you today?", "--json")).Output.ShouldContain("\"planned\":false");
        _server.Chats.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RoutesTry_RequestWithATask_IsPlanned()
    {
        var (code, output, error) = await _planner.RunAsync("routes", "try", "Translate into Spanish: The house is big.", "--json");

        code.ShouldBe(0, error);
        output.ShouldContain("\"planned\":true");
        (await _planner.RunAsync("routes", "try", "Translate into Spanish: The house is big.", "--model", "omni", "--json")).Output.ShouldContain("\"planned\":false");
    }
}
