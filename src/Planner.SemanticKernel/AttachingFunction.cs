using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Planner.Runs;

namespace Planner.SemanticKernel;

/// <summary>One of Planner's functions that also takes files as contents from code, under <see cref="PlannerPluginExtensions.Attachments"/>: they become its <c>files</c>.</summary>
internal sealed class AttachingFunction(AIFunction function, KernelFiles files, Caller caller) : DelegatingAIFunction(function)
{
    private const string FilesArgument = "files";

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        // What no model is told of does not reach the function.
        if (!arguments.Remove(PlannerPluginExtensions.Attachments, out var attached) || attached is not IEnumerable<KernelContent> contents || !JsonSchema.GetProperty("properties").TryGetProperty(FilesArgument, out _))
        {
            return await base.InvokeCoreAsync(arguments, cancellationToken);
        }

        var stored = await files.StoreAsync(contents, caller, cancellationToken);
        arguments[FilesArgument] = (string[])[.. Texts(arguments.GetValueOrDefault(FilesArgument)), .. stored];
        return await base.InvokeCoreAsync(arguments, cancellationToken);
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null => [],
        string text when text.TrimStart().StartsWith('[') => JsonSerializer.Deserialize<string[]>(text) ?? [],
        string text => text.Length > 0 ? [text] : [],
        IEnumerable<string> texts => texts,
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(item => item.ToString()),
        _ => [value.ToString()!],
    };
}
