using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.ScriptedServer;
using Planner.Server;

namespace Planner.SemanticKernel.Tests;

/// <summary>The sample agent as a process, its chat model scripted: Planner in its own process, over MCP and over OpenAPI.</summary>
public sealed class SampleAgentTests : IAsyncDisposable
{
    private const string Review = "Is this review positive or negative: \"I love this phone, it is great\"";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-agent-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Agent_InProcess_Answers()
    {
        await using var chat = await ChatAsync("planner-solve");

        (await RunAsync(chat, "in-process", Review)).ShouldBe("It is positive.");

        chat.Chats[1].Content.ShouldContain("POSITIVE");
    }

    [Theory]
    [InlineData("mcp", "/mcp")]
    [InlineData("openapi", "/openapi/agents.json")]
    public async Task Agent_OverTheServer_Answers(string way, string path)
    {
        await using var chat = await ChatAsync("planner-solve");
        await using var server = await ServeAsync();

        (await RunAsync(chat, way, server.Urls.First() + path, Review)).ShouldBe("It is positive.");

        chat.Chats[0].Json["tools"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(4);
        chat.Chats[1].Content.ShouldContain("POSITIVE");
    }

    private static async Task<ScriptedChatServer> ChatAsync(string tool) => (await ScriptedChatServer.StartAsync()).Next(
        new ScriptedReply { ToolCalls = [new ScriptedToolCall(tool, JsonSerializer.Serialize(new { text = Review }))], FinishReason = "tool_calls" },
        "It is positive.");

    private async Task<WebApplication> ServeAsync()
    {
        var app = PlannerServer.Create("http://127.0.0.1:0", services =>
        {
            services.AddInMemoryJournal().AddCatalog(options => (options.UserFolder, options.IndexFolder) = (null, null)).AddMatching().AddPlannerCore().AddLocalInference();
            services.Configure<ArtifactStoreOptions>(options => options.Root = _folder.FullName);
            services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(_folder.FullName, "plans"));
            services.Configure<LocalEngineOptions>(options => options.CommandFolder = null);
            services.Configure<ServerOptions>(options => (options.KeysFile, options.IdempotencyFolder) = (Path.Combine(_folder.FullName, "keys.json"), Path.Combine(_folder.FullName, "once")));
        });
        await app.StartAsync(Stop);
        return app;
    }

    private async Task<string> RunAsync(ScriptedChatServer chat, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "SemanticKernelAgent.dll") }.Concat(args))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OPENAI_BASE_URL"] = chat.BaseUrl.ToString();
        start.Environment["PLANNER_HOME"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        process.ExitCode.ShouldBe(0, await error);
        return (await output).Trim();
    }
}
