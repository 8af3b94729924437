// An agent with Planner as its tools, in three ways. Its own chat model is at OPENAI_BASE_URL (Ollama, llama.cpp, vLLM, OpenAI …).
//
//   dotnet run --project samples/SemanticKernelAgent -- in-process "Read this page and tell me who must pay" samples/invoice-page-1.png
//   dotnet run --project samples/SemanticKernelAgent -- mcp http://127.0.0.1:8080/mcp "Which model here finds the mood of a text?"
//   dotnet run --project samples/SemanticKernelAgent -- openapi http://127.0.0.1:8080/openapi/agents.json "Is \"I love it\" positive?"
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using ModelContextProtocol.Client;
using Planner;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.SemanticKernel;
using Planner.Storage;
using SemanticKernelAgent;

var kernel = Kernel.CreateBuilder()
    .AddOpenAIChatCompletion(Setting("OPENAI_MODEL", "gpt-4.1-mini"), new Uri(Setting("OPENAI_BASE_URL", "https://api.openai.com/v1")), Setting("OPENAI_API_KEY", "none"))
    .Build();
await using var planner = new ServiceCollection().AddLogging().AddPlannerCore().AddCatalog().AddMatching().AddLocalInference().AddSqliteStorage().BuildServiceProvider();
switch (args[0])
{
    case "in-process":
        kernel.AddPlanner(planner);
        break;
    case "mcp":
        var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(args[1]) }));
        kernel.Plugins.AddFromFunctions("planner", (await client.ListToolsAsync()).Select(tool => tool.AsKernelFunction()));
        break;
    case "openapi":
        // With the package Microsoft.SemanticKernel.Plugins.OpenApi: await kernel.ImportPluginFromOpenApiAsync("planner", new Uri(args[1]));
        kernel.Plugins.AddFromFunctions("planner", (await OpenApiFunction.ReadAsync(new Uri(args[1]))).Select(function => function.AsKernelFunction()));
        break;
}

var words = args[(args[0] == "in-process" ? 1 : 2)..];
var history = new ChatHistory("You are an assistant. What you can't do yourself, you have Planner do.");
history.AddUserMessage([new TextContent(words[0]), .. words[1..].Select(path => new ImageContent(File.ReadAllBytes(path), "image/" + Path.GetExtension(path).TrimStart('.')))]);
var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
await foreach (var piece in kernel.GetRequiredService<IChatCompletionService>().GetStreamingChatMessageContentsAsync(history, settings, kernel))
{
    Console.Write(piece.Content);
}

Console.WriteLine();

static string Setting(string name, string otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
