using System.Text.Json;
using Microsoft.Extensions.AI;
using Planner.Inference;
using Planner.Routing;
using Planner.Values;

namespace Planner.Tools.Functions;

/// <summary>Calls functions of this process, as Microsoft.Extensions.AI describes them.</summary>
internal sealed class FunctionConnector(IEnumerable<AIFunction> functions) : IToolConnector
{
    private const string SourceName = "function";

    public ToolKind Kind => ToolKind.Function;

    /// <summary>The functions as a source; null when there is none.</summary>
    public static ToolSource? SourceOf(IEnumerable<AIFunction> functions)
    {
        var tools = functions.Select(function => new Tool
        {
            Name = function.Name,
            Task = ToolSchema.Task(SourceName, function.Name, function.Description, function.JsonSchema),
        }).ToList();
        return tools.Count == 0 ? null : new ToolSource { Name = SourceName, Kind = ToolKind.Function, Egress = Egress.Machine, Tools = tools };
    }

    public Task<IReadOnlyList<Tool>> DescribeAsync(ToolSource source, CancellationToken cancellationToken) => Task.FromResult(source.Tools);

    public async Task<Value> CallAsync(ToolSource source, Tool tool, InferenceRequest request, CancellationToken cancellationToken)
    {
        var function = functions.FirstOrDefault(function => function.Name == tool.Name)
            ?? throw new ToolException($"There is no function '{tool.Name}' in this process. Register it with the services.", StepErrorKind.CannotRun);
        var arguments = ToolSchema.Arguments(tool, request).ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
        var result = await function.InvokeAsync(new AIFunctionArguments(arguments), cancellationToken);
        return result switch
        {
            string text => new TextValue(text),
            JsonElement json => ToolReply.Of(json),
            null => throw new ToolException($"{tool.Task.Id} gave nothing.", StepErrorKind.Model),
            _ => ToolReply.Of(JsonSerializer.SerializeToElement(result, function.JsonSerializerOptions)),
        };
    }
}
