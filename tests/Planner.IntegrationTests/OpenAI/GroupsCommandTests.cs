using System.Text.Json;
using Planner.IntegrationTests.Cli;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>The program itself with a group of two servers.</summary>
public sealed class GroupsCommandTests : IAsyncLifetime
{
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _first = null!;
    private ScriptedChatServer _second = null!;

    public async ValueTask InitializeAsync()
    {
        (_first, _second) = (await ScriptedChatServer.StartAsync(), await ScriptedChatServer.StartAsync());
        foreach (var server in new[] { _first, _second })
        {
            server.Models = [new() { ["id"] = "llama3.1:8b" }];
            server.Otherwise = _ => server == _first ? "from the first" : "from the second";
        }
    }

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Groups_MadeFromTheConsole_AreCalledLikeAModelAndSurviveAFailure()
    {
        (await _planner.RunAsync("instances", "add", _first.BaseUrl.ToString(), "--name", "one", "--region", "eu", "--max-concurrent", "4")).Code.ShouldBe(0);
        (await _planner.RunAsync("instances", "add", _second.BaseUrl.ToString(), "--name", "two")).Code.ShouldBe(0);
        var (code, output, error) = await _planner.RunAsync("groups", "add", "mine", "one", "llama3.1:8b@two*2", "--strategy", "first-available");
        code.ShouldBe(0, error);
        output.ShouldContain("first-available");

        (await _planner.RunAsync("models", "show", "mine")).Output.ShouldContain("runs here");
        _first.Otherwise = _ => ScriptedReply.Error(401, "no");
        var (_, answer, failure) = await _planner.RunAsync("ask", "--model", "mine", "Write a poem about rain", "--json");
        answer.ShouldContain("from the second", Case.Sensitive, failure);

        (await _planner.RunAsync("instances", "drain", "two")).Code.ShouldBe(0);
        (await _planner.RunAsync("instances", "set", "two", "--schedule", "mon-fri 08:00-18:00 Europe/Berlin", "--call-price", "0.01")).Output.ShouldContain("draining");
        (await _planner.RunAsync("groups", "set", "mine", "--strategy", "nonsense")).Code.ShouldBe(2);
        (await _planner.RunAsync("groups", "set", "mine", "--strategy", "weighted", "--region", "eu", "--hedge", "false")).Output.ShouldContain("weight 2");
        (await _planner.RunAsync("groups", "add", "mine", "one")).Error.ShouldContain("already");
        var items = JsonDocument.Parse((await _planner.RunAsync("groups", "list", "--json")).Output).RootElement.GetProperty("items");
        items[0].GetProperty("strategy").GetString().ShouldBe("weighted");
        items[0].GetProperty("hedge").GetBoolean().ShouldBeFalse();
        var instances = JsonDocument.Parse((await _planner.RunAsync("instances", "list", "--json")).Output).RootElement.GetProperty("items");
        instances[1].GetProperty("state").GetString().ShouldBe("draining");
        instances[0].GetProperty("limits").GetProperty("maxConcurrent").GetInt32().ShouldBe(4);

        (await _planner.RunAsync("groups", "remove", "mine")).Code.ShouldBe(0);
        (await _planner.RunAsync("groups", "enable", "mine")).Error.ShouldContain("no group 'mine'");
    }
}
