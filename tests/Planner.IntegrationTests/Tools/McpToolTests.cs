using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.IntegrationTests.Server;
using Planner.Routing;
using Planner.Tools;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

/// <summary>MCP tools, with a server of the official SDK.</summary>
public sealed class McpToolTests : IAsyncLifetime
{
    private readonly ToolHost _host = new(options => options.Seconds = 60);

    public async ValueTask InitializeAsync()
    {
        var folder = await NodeClients.InstallAsync();
        var source = new ToolSource { Name = "office", Kind = ToolKind.Mcp, Command = ["node", Path.Combine(folder, "server.mjs")] };
        await _host.Sources.AddAsync(source with { Egress = ToolSources.EgressOf(source) }, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Add_Server_GivesTasksButNoneThatDestroys()
    {
        var source = _host.Folder.Sources.ShouldHaveSingleItem();

        // What a program sends where is not known.
        source.Egress.ShouldBe(Egress.Cloud);
        source.Tools.Select(tool => tool.Task.Id).ShouldBe(["office.greet-person", "office.list-orders", "office.draw", "office.fail", "office.environment", "office.leave"]);
        source.Tools[0].Task.Slot("name").ShouldNotBeNull().Required.ShouldBeTrue();
        source.Tools[0].Task.Parameters.ShouldHaveSingleItem().Type.ShouldBe("integer");
    }

    [Fact]
    public async Task Call_TextStructureAndImage_AreValues()
    {
        var text = await _host.CallAsync("office.greet-person", new() { ["name"] = "Anna" }, new() { ["times"] = JsonValue.Create(2) });
        var table = await _host.CallAsync("office.list-orders");
        var image = await _host.CallAsync("office.draw");

        text.Value.ShouldBe(new TextValue("Hello Anna Hello Anna"));
        table.Value.ShouldBeOfType<StructuredValue>().Shape.ShouldBe(Modality.Table);
        image.Value.ShouldBeOfType<ArtifactValue>().Artifact.MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Call_ToolThatFails_SaysWhatItSaid() =>
        (await _host.CallAsync("office.fail")).Error.ShouldNotBeNull().Message.ShouldContain("out of paper");

    [Fact]
    public async Task Call_ServerThatEnded_IsStartedAgain()
    {
        // It may have done its work: not to be tried again of its own accord.
        (await _host.CallAsync("office.leave")).Error.ShouldNotBeNull().IsTransient.ShouldBeFalse();

        (await _host.CallAsync("office.greet-person", new() { ["name"] = "Anna" })).Value.ShouldBe(new TextValue("Hello Anna"));
    }

    [Fact]
    public async Task Call_Server_DoesNotGetOurEnvironment()
    {
        Environment.SetEnvironmentVariable("PLANNER_TEST_KEY", "s3cret");

        (await _host.CallAsync("office.environment", new() { ["name"] = "PLANNER_TEST_KEY" })).Value.ShouldBe(new TextValue("(not set)"));
    }

    [Fact]
    public async Task Add_ProgramThatIsNotThere_SaysSo()
    {
        var exception = await Should.ThrowAsync<ToolException>(() => _host.Sources.AddAsync(
            new ToolSource { Name = "none", Kind = ToolKind.Mcp, Command = ["no-such-program-anywhere"] }, TestContext.Current.CancellationToken));

        exception.Kind.ShouldBe(StepErrorKind.Unavailable);
        exception.Message.ShouldContain("no-such-program-anywhere");
    }
}
