using System.Text.Json;
using Planner.IntegrationTests.Cli;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>The program itself against a scripted server.</summary>
public sealed class InstancesCommandTests : IAsyncLifetime
{
    private readonly PlannerProcess _planner = new();
    private ScriptedChatServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ScriptedChatServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _planner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Instances_AddListRemove_AndTheModelRuns()
    {
        _server.ApiKey = "sk-hidden";
        _server.Models = [new() { ["id"] = "llama3.1:8b" }];
        _planner.Environment["BOX_KEY"] = "sk-hidden";

        var (code, output, error) = await _planner.RunAsync("instances", "add", _server.BaseUrl.ToString(), "--key", "env:BOX_KEY", "--name", "box");
        code.ShouldBe(0, error);
        output.ShouldContain("text-generation");
        output.ShouldContain("llama3.1:8b replied");

        (await _planner.RunAsync("models", "show", "llama3.1:8b")).Output.ShouldContain("runs here");
        var (_, json, _) = await _planner.RunAsync("instances", "list", "--json");
        var item = JsonDocument.Parse(json).RootElement.GetProperty("items")[0];
        item.GetProperty("egress").GetString().ShouldBe("machine");
        item.GetProperty("key").GetString().ShouldBe("the environment variable BOX_KEY");

        (await _planner.RunAsync("instances", "remove", "box")).Code.ShouldBe(0);
        (await _planner.RunAsync("instances", "remove", "box")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Add_ServerThatIsNone_IsBadInputAndKeepsNothing()
    {
        _server.Models = null;

        var (code, _, error) = await _planner.RunAsync("instances", "add", _server.BaseUrl.ToString());

        code.ShouldBe(2);
        error.ShouldContain("/v1");
        File.Exists(Path.Combine(_planner.Folder, "home", "instances.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Doctor_WithController_SaysWhatWasFound()
    {
        _planner.Environment["OPENAI_BASE_URL"] = _server.BaseUrl.ToString();

        var (code, output, error) = await _planner.RunAsync("doctor", "--json");

        code.ShouldBe(0, error);
        var check = JsonDocument.Parse(output).RootElement.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "controller model");
        check.GetProperty("ok").GetBoolean().ShouldBeTrue();
        check.GetProperty("detail").GetString()!.ShouldContain("scripted");
    }

    [Fact]
    public async Task Settings_OfTheController_AreKnownAndMisspeltOnesNot()
    {
        (await _planner.RunAsync("doctor", "--set", "Planner:Controller:BaseUrl=http://127.0.0.1:1/v1", "--set", "Planner:Controller:Retries=0")).Output.ShouldContain("can't be reached");
        (await _planner.RunAsync("tasks", "--set", "Planner:Controller:BaseUlr=x")).Error.ShouldContain("BaseUrl");
    }
}
