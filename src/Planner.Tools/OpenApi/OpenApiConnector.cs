using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Routing;
using Planner.Values;

namespace Planner.Tools.OpenApi;

/// <summary>
/// Calls HTTP APIs by their OpenAPI description. Only the address that the source names is called, with its key; redirects are not followed; what
/// changes something is left out unless that is allowed.
/// </summary>
internal sealed class OpenApiConnector(ArtifactStore artifacts, IOptions<ToolOptions> options) : IToolConnector, IDisposable
{
    private const int MaxErrorText = 300;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public ToolKind Kind => ToolKind.OpenApi;

    public async Task<IReadOnlyList<Tool>> DescribeAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var text = await DocumentAsync(source, cancellationToken);
        try
        {
            return OpenApiDocument.Read(text, source);
        }
        catch (JsonException exception)
        {
            throw new ToolException($"'{source.Document}' is no OpenAPI description in JSON: {exception.Message} Give one of version 3.", StepErrorKind.BadInput, exception);
        }
    }

    /// <summary>The address that a description gives for its API; null when it gives none.</summary>
    public async Task<Uri?> ServerAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var server = OpenApiDocument.Server(await DocumentAsync(source, cancellationToken));
        return server is null ? null
            : Uri.TryCreate(server, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? whole
            : Uri.TryCreate(source.Document, UriKind.Absolute, out var document) && document.Scheme is "http" or "https" ? new Uri(document, server)
            : null;
    }

    public async Task<Value> CallAsync(ToolSource source, Tool tool, InferenceRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(source, tool, ToolSchema.Arguments(tool, request));
        try
        {
            using var reply = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var bytes = await ReadAsync(reply, tool, cancellationToken);
            return reply.IsSuccessStatusCode ? await ValueOfAsync(reply, bytes, tool, cancellationToken) : throw Refused(reply, bytes, source, tool);
        }
        catch (HttpRequestException exception)
        {
            throw new ToolException($"{source.Url} can't be reached: {exception.Message} Start the service, or add the source anew.", StepErrorKind.Unavailable, exception);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> DocumentAsync(ToolSource source, CancellationToken cancellationToken)
    {
        var place = source.Document ?? throw new ToolException($"The source '{source.Name}' names no OpenAPI description. Give --document FILE or an address.");
        try
        {
            return Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? await _http.GetStringAsync(address, cancellationToken)
                : await File.ReadAllTextAsync(place, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            throw new ToolException($"The OpenAPI description '{place}' can't be read: {exception.Message} Name one that can.", StepErrorKind.BadInput, exception);
        }
    }

    private static HttpRequestMessage Message(ToolSource source, Tool tool, Dictionary<string, JsonNode?> arguments)
    {
        var call = tool.Call ?? throw new ToolException($"{tool.Task.Id} was saved without its operation. Add the source '{source.Name}' anew.");
        var path = (string)call["path"]!;
        var places = (JsonObject)call["in"]!;
        var query = new List<string>();
        var body = new JsonObject();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in arguments.Where(argument => argument.Value is not null))
        {
            switch ((string?)places[name])
            {
                case "path":
                    // A value is one segment: it can't leave the operation's path.
                    path = path.Replace($"{{{name}}}", Segment(Plain(value), name, tool), StringComparison.Ordinal);
                    break;
                case "query":
                    var values = value is JsonArray list ? list.Select(Plain) : [Plain(value)];
                    query.AddRange(values.Select(one => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(one)}"));
                    break;
                case "header":
                    headers[name] = Plain(value);
                    break;
                default:
                    body[name] = value!.DeepClone();
                    break;
            }
        }

        if (path.Contains('{', StringComparison.Ordinal))
        {
            throw new ToolException($"{tool.Task.Id} needs {path[path.IndexOf('{', StringComparison.Ordinal)..]}, which the step does not give.");
        }

        var root = source.Url!.ToString().TrimEnd('/');
        var message = new HttpRequestMessage(new HttpMethod((string)call["method"]!), root + path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers.Concat(ToolKey.HeadersOf(source)))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Content = body.Count > 0 ? new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") : null;
        return message;
    }

    private static string Segment(string text, string name, Tool tool) =>
        text is "" or "." or ".." ? throw new ToolException($"{tool.Task.Id} can't take '{text}' as {name}.") : Uri.EscapeDataString(text);

    private static string Plain(JsonNode? value) => value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private async Task<byte[]> ReadAsync(HttpResponseMessage reply, Tool tool, CancellationToken cancellationToken) =>
        await BoundedBody.ReadAsync(reply.Content, options.Value.MaxBytes, cancellationToken)
            ?? throw new ToolException($"{tool.Task.Id} gave more than {options.Value.MaxBytes:N0} bytes. Ask for less, or raise Planner:Tools:MaxBytes.", StepErrorKind.Model);

    private async Task<Value> ValueOfAsync(HttpResponseMessage reply, byte[] bytes, Tool tool, CancellationToken cancellationToken)
    {
        var type = reply.Content.Headers.ContentType?.MediaType ?? "";
        if (bytes.Length == 0)
        {
            return new TextValue($"{tool.Task.Id}: done ({(int)reply.StatusCode}).");
        }

        if (type.EndsWith("json", StringComparison.Ordinal) || bytes[0] is (byte)'{' or (byte)'[')
        {
            try
            {
                using var document = JsonDocument.Parse(bytes);
                return ToolReply.Of(document.RootElement);
            }
            catch (JsonException exception)
            {
                throw new ToolException($"{tool.Task.Id} gave JSON that is none: {exception.Message}", StepErrorKind.Model, exception);
            }
        }

        if (type.StartsWith("text/", StringComparison.Ordinal))
        {
            return new TextValue(Encoding.UTF8.GetString(bytes));
        }

        using var content = new MemoryStream(bytes);
        return new ArtifactValue(await artifacts.PutAsync(content, tool.Name + MediaTypes.Extension(type), cancellationToken));
    }

    private static ToolException Refused(HttpResponseMessage reply, byte[] bytes, ToolSource source, Tool tool)
    {
        var status = (int)reply.StatusCode;
        var said = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, MaxErrorText)).ReplaceLineEndings(" ").Trim();
        var (kind, fix) = status switch
        {
            401 or 403 => (StepErrorKind.CannotRun, $"Give the source '{source.Name}' a key that may do this (planner tools add … --key env:NAME)."),
            404 => (StepErrorKind.Model, "Nothing of that name is there."),
            429 or >= 500 => (StepErrorKind.Unavailable, "Try again later."),
            >= 300 and < 400 => (StepErrorKind.CannotRun, "It points elsewhere, which is not followed. Add the source with the address that it points to."),
            _ => (StepErrorKind.Model, "Give it what it asks for."),
        };
        return new ToolException($"{tool.Task.Id} was refused with {status}{(said.Length > 0 ? $": {said}" : "")}. {fix}", kind);
    }
}
