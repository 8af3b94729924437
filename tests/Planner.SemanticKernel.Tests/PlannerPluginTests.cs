using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Planner.Agents;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.ScriptedServer;

namespace Planner.SemanticKernel.Tests;

/// <summary>A Semantic Kernel agent, with its own OpenAI connector and function calling, that has Planner as a plugin.</summary>
public sealed class PlannerPluginTests
{
    private const string Review = "Is this review positive or negative: \"I love this phone, it is great\"";

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_CallsSolve_GetsTheAnswerAndSaysIt()
    {
        await using var host = await KernelHost.StartAsync();
        host.Kernel.AddPlanner(host.Planner);
        host.Server.Next(
            new ScriptedReply { ToolCalls = [new ScriptedToolCall("planner-solve", $$"""{"text":{{System.Text.Json.JsonSerializer.Serialize(Review)}}}""")], FinishReason = "tool_calls" },
            "It is positive.");

        var answer = await host.Kernel.InvokePromptAsync(Review, new KernelArguments(new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }), cancellationToken: Stop);

        answer.ToString().ShouldBe("It is positive.");
        host.Server.Chats.Count.ShouldBe(2);
        host.Server.Chats[1].Content.ShouldContain("POSITIVE");
        (await host.Journal.ListAsync(5, null, Stop)).ShouldHaveSingleItem().Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Agent_IsToldEveryFunctionWithItsParameters()
    {
        await using var host = await KernelHost.StartAsync();
        host.Kernel.AddPlanner(host.Planner);
        host.Server.Next("Hello.");

        await host.Kernel.InvokePromptAsync("Hi", new KernelArguments(new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }), cancellationToken: Stop);

        var tools = host.Server.Chats[0].Json["tools"]!.AsArray();
        tools.Select(tool => tool!["function"]!["name"]!.GetValue<string>()).ShouldBe(["planner-solve", "planner-plan", "planner-find_models", "planner-run_model", "planner-get_artifact"]);
        var solve = tools[0]!["function"]!;
        solve["description"]!.GetValue<string>().ShouldContain("Solves a request in plain words");
        solve["parameters"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["text"]);
        solve["parameters"]!["properties"]!["files"]!["description"]!.GetValue<string>().ShouldContain("ids of artifacts");
        solve["parameters"]!.ToJsonString().ShouldNotContain(PlannerPluginExtensions.Attachments);
    }

    [Fact]
    public async Task Agent_PictureInTheChat_ReachesPlanner()
    {
        await using var host = await KernelHost.StartAsync();
        host.Kernel.AddPlanner(host.Planner);
        host.Server.Next(
            new ScriptedReply { ToolCalls = [new ScriptedToolCall("planner-plan", """{"text":"Read the text in this picture"}""")], FinishReason = "tool_calls" },
            "Planned.");
        var history = new ChatHistory();
        history.AddUserMessage([new TextContent("Read the text in this picture"), new ImageContent(Png, "image/png")]);
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

        await host.Kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(history, settings, host.Kernel, Stop);

        var run = (await host.Journal.FindAsync((await host.Journal.ListAsync(1, null, Stop))[0].Id, Stop))!;
        run.Request!.Attachments.ShouldHaveSingleItem().Artifact.MediaType.ShouldBe("image/png");
        run.Steps.ShouldContain(step => step.Step.Task == "image-to-text");
    }

    [Fact]
    public async Task Solve_AttachmentsFromCode_AreItsFiles()
    {
        await using var host = await KernelHost.StartAsync();
        var plan = host.Kernel.AddPlanner(host.Planner)["plan"];
        KernelContent[] files = [new BinaryContent(Encoding.UTF8.GetBytes("name,amount\nAnn,5\n"), "text/csv")];

        await host.Kernel.InvokeAsync(plan, new KernelArguments { ["text"] = "What is the total amount?", [PlannerPluginExtensions.Attachments] = files }, Stop);

        var run = (await host.Journal.FindAsync((await host.Journal.ListAsync(1, null, Stop))[0].Id, Stop))!;
        run.Request!.Attachments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Files_OfAResult_AreContentsForCode()
    {
        await using var host = await KernelHost.StartAsync();
        var picture = await host.Artifacts.PutAsync(new MemoryStream(Png), "dot.png", Stop);
        var files = new KernelFiles(host.Artifacts);

        (await files.ReadAsync(picture.Id, Caller.Local, Stop)).ShouldBeOfType<ImageContent>().Data!.Value.ToArray().ShouldBe(Png);
        (await files.ReadAsync(picture.Id, new Caller("bob", false), Stop)).ShouldBeNull();
        (await host.Kernel.InvokeAsync<string>(host.Kernel.AddPlanner(host.Planner, new PlannerFunctionOptions { Media = true })["get_artifact"], new KernelArguments { ["id"] = picture.Id }, Stop))!.ShouldContain("dot.png (image/png");
    }

    [Fact]
    public async Task AddPlannerPlugin_KernelFromTheSameServices_HasIt()
    {
        await using var host = await KernelHost.StartAsync(null, (services, _) =>
        {
            services.AddKernel();
            services.AddPlannerPlugin(name: "tools");
        });

        var kernel = host.Planner.GetRequiredService<Kernel>();

        kernel.Plugins["tools"].FunctionCount.ShouldBe(5);
        kernel.AutoFunctionInvocationFilters.ShouldHaveSingleItem();
        (await kernel.InvokeAsync<string>("tools", "solve", new KernelArguments { ["text"] = Review }, Stop))!.ShouldContain("POSITIVE");
    }

    [Fact]
    public async Task SavedPlan_IsAFunctionOfThePlugin()
    {
        await using var host = await KernelHost.StartAsync();
        var runs = host.Planner.GetRequiredService<IRunService>();
        var id = await runs.StartAsync(new Request { Text = Review }, Stop);
        await runs.WaitAsync(id, Stop);
        host.Planner.GetRequiredService<SavedPlanStore>().Save(SavedPlan.Of("mood", (await host.Journal.FindAsync(id, Stop))!, "Tells the mood of a review."));

        var plugin = host.Kernel.AddPlanner(host.Planner);

        plugin["saved_mood"].Description.ShouldContain("Tells the mood of a review.");
        (await host.Kernel.InvokeAsync<string>(plugin["saved_mood"], new KernelArguments { ["text"] = "What a dreadful, awful day." }, Stop))!.ShouldContain("NEGATIVE");
    }
}
