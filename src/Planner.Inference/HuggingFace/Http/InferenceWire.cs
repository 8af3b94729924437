using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local;
using Planner.Routing;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>Sends calls and gives replies. What is wrong with a reply leaves as an <see cref="EngineException"/> with the user's words.</summary>
internal sealed class InferenceWire(HuggingFaceHttp http, Keys keys, Refusals refusals, ArtifactStore store, IOptions<HuggingFaceOptions> options)
{
    private const string DoneMark = "[DONE]";

    /// <summary>What the last chunk of a stream is that ended with its mark.</summary>
    public static JsonNode Done { get; } = JsonValue.Create(DoneMark);

    /// <summary>Sends a call and reads the whole reply.</summary>
    public async Task<WireReply> SendAsync(WireCall call, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken);
        return await ReadAsync(response, call, cancellationToken);
    }

    /// <summary>Sends a call whose reply may be a stream of events, and gives the JSON of each event, then <see cref="Done"/> if its mark came; of a plain JSON reply just that.</summary>
    public async IAsyncEnumerable<JsonNode> StreamAsync(WireCall call, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
        {
            var reply = await ReadAsync(response, call, cancellationToken);
            yield return reply.Json ?? throw Malformed(call, reply);
            yield break;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.Data is DoneMark)
            {
                yield return Done;
                yield break;
            }

            if (Parse(item.Data) is { } chunk)
            {
                yield return chunk is JsonObject { } part && part["error"] is not null ? throw new EngineException(ErrorReply.OfChunk(part, call, Redact)) : chunk;
            }
        }
    }

    /// <summary>The failure of a reply that has not the form it should.</summary>
    public EngineException Malformed(WireCall call, WireReply reply) => EngineException.Model(
        $"{call.Model} at {call.Asked} gave a reply of an unknown form ({(reply.MediaType.Length == 0 ? "no media type" : reply.MediaType)}): {Redact(Beginning(reply.Bytes))}",
        "Use another model; if it goes on, the provider has changed its protocol.");

    /// <summary>A text without the token in it.</summary>
    public string Redact(string text) => keys.TryRead(out var key, out _) && key.Length > 0 ? text.Replace(key, "…", StringComparison.Ordinal) : text;

    private async Task<HttpResponseMessage> OpenAsync(WireCall call, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            var method = call.Body == WireBody.None ? HttpMethod.Get : HttpMethod.Post;
            response = await http.SendAsync(method, call.Url, () => Content(call.Body), call.Headers, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new EngineException(new StepError(
                StepErrorKind.Unavailable, $"{call.Url.Host} can't be reached: {exception.Message}",
                "Check the network, the proxy (HTTPS_PROXY) and Planner:HuggingFace:BaseUrl, or work on this machine alone (--offline)."));
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var error = await ErrorReply.ReadAsync(response, call, Redact, cancellationToken);
            if (keys.For(call.Url) is not null)
            {
                refusals.Note((int)response.StatusCode, error);
            }

            throw new EngineException(error);
        }
    }

    private async Task<WireReply> ReadAsync(HttpResponseMessage response, WireCall call, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await BoundedBody.ReadAsync(response.Content, options.Value.MaxReplyBytes, cancellationToken)
                ?? throw EngineException.Model(
                    $"The reply of {call.Model} at {call.Asked} is longer than {options.Value.MaxReplyBytes:N0} bytes.", "Ask for less, or raise Planner:HuggingFace:MaxReplyBytes.");
            return new WireReply(response.Content.Headers.ContentType?.MediaType ?? "", bytes);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new EngineException(new StepError(StepErrorKind.Unavailable, $"The reply of {call.Model} at {call.Asked} broke off: {exception.Message}", "Try again."));
        }
    }

    private HttpContent? Content(WireBody body)
    {
        if (body.Json is { } json)
        {
            return new StringContent(json.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        if (body.File is not { } file)
        {
            return null;
        }

        var bytes = new StreamContent(store.OpenRead(file));
        bytes.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
        if (body.Fields is not { } fields)
        {
            return bytes;
        }

        var form = new MultipartFormDataContent { { bytes, "file", file.Name } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static JsonNode? Parse(string chunk)
    {
        try
        {
            return JsonNode.Parse(chunk);
        }
        catch (JsonException)
        {
            // Comments and keep-alives of some servers come as data.
            return null;
        }
    }

    private static string Beginning(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)));
        return text.Any(character => char.IsControl(character) && !char.IsWhiteSpace(character)) ? $"{bytes.Length} bytes" : $"'{text.ReplaceLineEndings(" ")}'";
    }
}
