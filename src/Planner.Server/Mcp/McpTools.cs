using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Planner.Agents;
using Planner.Routing;
using Planner.Runs;
using Planner.Server.Problems;

namespace Planner.Server.Mcp;

/// <summary>Planner's functions as tools of the Model Context Protocol: with progress, pictures and sounds as content, and cancellation.</summary>
internal static class McpTools
{
    private const string Instructions =
        "Planner plans requests in words and files as AI tasks and runs them on the models that fit. Use solve for a whole request, find_models and run_model for a single task.";

    /// <summary>Options of a server that acts for a caller.</summary>
    /// <param name="services">Planner's services.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="ceiling">How far data may travel.</param>
    /// <param name="start">Starts runs within limits; null: there are none.</param>
    public static McpServerOptions OptionsFor(IServiceProvider services, Caller caller, Egress ceiling, Func<Request, CancellationToken, Task<string>>? start = null) => new()
    {
        ServerInfo = new Implementation { Name = "planner", Version = typeof(McpTools).Assembly.GetName().Version?.ToString(3) ?? "1" },
        ServerInstructions = Instructions,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult
            {
                Tools = [.. PlannerFunctions.Create(services, new PlannerFunctionOptions { Caller = caller }).Select(function => new Tool { Name = function.Name, Description = function.Description, InputSchema = function.JsonSchema })],
            }),
            CallToolHandler = (request, cancellationToken) => CallAsync(services, caller, ceiling, start, request, cancellationToken),
        },
    };

    /// <summary>Serves over standard input and output until the other side closes them.</summary>
    public static async Task RunStdioAsync(IServiceProvider services, Egress ceiling, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        await using var transport = new StdioServerTransport("planner", logging);
        await using var server = McpServer.Create(transport, OptionsFor(services, Caller.Local, ceiling), logging, services);
        await server.RunAsync(cancellationToken);
    }

    private static async ValueTask<CallToolResult> CallAsync(
        IServiceProvider services, Caller caller, Egress ceiling, Func<Request, CancellationToken, Task<string>>? start, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var call = request.Params!;
        var functions = PlannerFunctions.Create(services, new PlannerFunctionOptions
        {
            Caller = caller,
            Ceiling = ceiling,
            Media = true,
            Start = start,
            Progress = call.ProgressToken is { } token ? new ProgressNotes(request.Server, token, cancellationToken) : null,
        });
        var function = functions.FirstOrDefault(function => function.Name == call.Name)
            ?? throw new McpProtocolException($"There is no tool '{call.Name}'. There are: {string.Join(", ", functions.Select(known => known.Name))}.", McpErrorCode.InvalidParams);
        try
        {
            var arguments = new AIFunctionArguments((call.Arguments ?? new Dictionary<string, JsonElement>()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
            var result = await function.InvokeAsync(arguments, cancellationToken);
            return result is IEnumerable<AIContent> contents
                ? new CallToolResult { Content = [.. contents.Select(content => content.ToContentBlock())] }
                : Text(Convert.ToString(result, CultureInfo.InvariantCulture) ?? "");
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            return Text($"The arguments do not fit: {exception.Message}", isError: true);
        }
        catch (ProblemException exception)
        {
            return Text(exception.Problem.Message, isError: true);
        }
    }

    private static CallToolResult Text(string text, bool isError = false) => new()
    {
        Content = [new TextContentBlock { Text = text }],
        IsError = isError || text.StartsWith("It failed: ", StringComparison.Ordinal),
    };
}
