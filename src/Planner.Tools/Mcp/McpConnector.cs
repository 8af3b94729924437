using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Values;

namespace Planner.Tools.Mcp;

/// <summary>Calls servers that speak the Model Context Protocol: programs of this machine, or addresses. A server is connected to when it is first called.</summary>
internal sealed class McpConnector(ArtifactStore artifacts, IOptions<ToolOptions> options) : IToolConnector, IAsyncDisposable
{
    private static readonly string[] s_environment =
        ["PATH", "HOME", "USER", "LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PATHEXT", "ComSpec"];

    private readonly ConcurrentDictionary<string, Lazy<Task<McpClient>>> _clients = new(StringComparer.Ordinal);

    public ToolKind Kind => ToolKind.Mcp;

    public async Task<IReadOnlyList<Tool>> DescribeAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var client = await ConnectAsync(source, cancellationToken);
        var tools = await GuardAsync(source, async () => await client.ListToolsAsync(cancellationToken: cancellationToken));

        // What says of itself that it destroys is planned only where that is allowed.
        return
        [
            .. tools.Where(tool => source.AllowWrites || tool.ProtocolTool.Annotations is not { DestructiveHint: true, ReadOnlyHint: not true })
                .Select(tool => new Tool
                {
                    Name = tool.Name,
                    Task = ToolSchema.Task(source.Name, tool.Name, tool.Description, tool.JsonSchema),
                    Repeatable = tool.ProtocolTool.Annotations is { ReadOnlyHint: true } or { IdempotentHint: true },
                }),
        ];
    }

    public async Task<Value> CallAsync(ToolSource source, Tool tool, InferenceRequest request, CancellationToken cancellationToken)
    {
        var arguments = ToolSchema.Arguments(tool, request).ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
        var client = await ConnectAsync(source, cancellationToken);
        var result = await CallAsync(source, client, tool, arguments, cancellationToken);
        if (result.IsError is true)
        {
            throw new ToolException($"{tool.Task.Id} says: {Words(result)}", StepErrorKind.Model);
        }

        if (result.StructuredContent is { } structured)
        {
            return ToolReply.Of(Unwrapped(structured));
        }

        var values = new List<Value>();
        foreach (var block in result.Content)
        {
            values.Add(await ValueOfAsync(block, tool, cancellationToken));
        }

        return values switch
        {
            [] => throw new ToolException($"{tool.Task.Id} gave nothing.", StepErrorKind.Model),
            [var only] => only,
            _ when values.All(value => value is TextValue) => new TextValue(string.Join("\n\n", values.Cast<TextValue>().Select(text => text.Text))),
            _ => new ListValue(values),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated && client.Value.IsCompletedSuccessfully))
        {
            await client.Value.Result.DisposeAsync();
        }
    }

    private async Task<CallToolResult> CallAsync(
        ToolSource source, McpClient client, Tool tool, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardAsync(source, async () => await client.CallToolAsync(tool.Name, arguments, cancellationToken: cancellationToken));
        }
        catch (ToolException exception) when (exception.Kind == StepErrorKind.Unavailable)
        {
            // Whatever became of the server: the next call begins anew.
            _clients.TryRemove(source.Name, out _);
            await client.DisposeAsync();
            throw;
        }
    }

    private async Task<McpClient> ConnectAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(source.Name, _ => new Lazy<Task<McpClient>>(() => OpenAsync(source, cancellationToken)));
        try
        {
            var connected = await client.Value;
            if (!connected.Completion.IsCompleted)
            {
                return connected;
            }
        }
        catch
        {
            _clients.TryRemove(new(source.Name, client));
            throw;
        }

        // The server went away since; it is started or called again.
        _clients.TryRemove(new(source.Name, client));
        return await ConnectAsync(source, cancellationToken);
    }

    private Task<McpClient> OpenAsync(ToolSource source, CancellationToken cancellationToken) => GuardAsync(source, async () =>
    {
        IClientTransport transport = source switch
        {
            { Command.Count: > 0 } => new StdioClientTransport(new StdioClientTransportOptions
            {
                Name = source.Name,
                Command = source.Command[0],
                Arguments = [.. source.Command.Skip(1)],
                InheritEnvironmentVariables = false,
                EnvironmentVariables = EnvironmentOf(source),
            }),
            { Url: { } url } => new HttpClientTransport(new HttpClientTransportOptions
            {
                Name = source.Name,
                Endpoint = url,
                ConnectionTimeout = TimeSpan.FromSeconds(options.Value.Seconds),
                AdditionalHeaders = ToolKey.HeadersOf(source),
            }),
            _ => throw new ToolException($"The MCP source '{source.Name}' has neither a command nor an address. Add it anew."),
        };
        return await McpClient.CreateAsync(transport, cancellationToken: cancellationToken);
    });

    // A server gets what programs need to run, and what it was promised: not this process's keys.
    private static Dictionary<string, string?> EnvironmentOf(ToolSource source) => s_environment.Concat(source.Variables)
        .Distinct(StringComparer.Ordinal)
        .Select(name => (name, value: Environment.GetEnvironmentVariable(name)))
        .Where(pair => pair.value is not null)
        .ToDictionary(pair => pair.name, pair => pair.value, StringComparer.Ordinal);

    private static async Task<T> GuardAsync<T>(ToolSource source, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (McpProtocolException exception)
        {
            throw new ToolException($"The MCP server '{source.Name}' refused: {exception.Message}", StepErrorKind.Model, exception);
        }
        catch (Exception exception) when (exception is McpException or IOException or HttpRequestException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            var place = source.Url?.ToString() ?? string.Join(' ', source.Command);
            throw new ToolException($"The MCP server '{source.Name}' ({place}) can't be reached: {exception.Message} Start it, or add it anew.", StepErrorKind.Unavailable, exception);
        }
    }

    private async Task<Value> ValueOfAsync(ContentBlock block, Tool tool, CancellationToken cancellationToken)
    {
        switch (block)
        {
            case TextContentBlock text:
                return new TextValue(text.Text);
            case ImageContentBlock image:
                return await FileAsync(image.DecodedData, image.MimeType, tool, cancellationToken);
            case AudioContentBlock audio:
                return await FileAsync(audio.DecodedData, audio.MimeType, tool, cancellationToken);
            case EmbeddedResourceBlock { Resource: TextResourceContents resource }:
                return new TextValue(resource.Text);
            case EmbeddedResourceBlock { Resource: BlobResourceContents blob }:
                return await FileAsync(blob.DecodedData, blob.MimeType ?? "", tool, cancellationToken);
            default:
                // An address is given, not followed: what a tool says is data.
                return new TextValue(block is ResourceLinkBlock link ? link.Uri : $"({block.Type})");
        }
    }

    private async Task<ArtifactValue> FileAsync(ReadOnlyMemory<byte> bytes, string mediaType, Tool tool, CancellationToken cancellationToken)
    {
        if (bytes.Length > options.Value.MaxBytes)
        {
            throw new ToolException($"{tool.Task.Id} gave a file of {bytes.Length:N0} bytes; at most {options.Value.MaxBytes:N0} are taken. Raise Planner:Tools:MaxBytes.", StepErrorKind.Model);
        }

        using var content = new MemoryStream(bytes.ToArray());
        return new ArtifactValue(await artifacts.PutAsync(content, tool.Name + MediaTypes.Extension(mediaType), cancellationToken));
    }

    // Servers have to give an object; a lone "result" is its wrapping.
    private static JsonElement Unwrapped(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().ToList() is [{ Name: "result" } only] ? only.Value : json;

    private static string Words(CallToolResult result) =>
        string.Join(' ', result.Content.OfType<TextContentBlock>().Select(text => text.Text)) is { Length: > 0 } words ? words : "it failed.";
}
