using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>Understands what a server says when it refuses: the several forms of error objects, and what they mean.</summary>
/// <param name="where">The server, as messages name it.</param>
/// <param name="clock">The time, for dates in <c>Retry-After</c>.</param>
/// <param name="redact">Takes keys out of a text: some servers repeat the key in their error.</param>
internal sealed class ErrorReader(string where, TimeProvider clock, Func<string, string> redact)
{
    private const int MaxMessage = 500;

    // What a server may not know; without it the request still means the same, or nearly so.
    private static readonly string[] Optional =
    [
        "response_format", "stream_options", "max_completion_tokens", "max_tokens", "temperature", "top_p", "top_k", "seed", "frequency_penalty", "presence_penalty",
        "parallel_tool_calls", "stop", "stream", "encoding_format", "modalities",
    ];

    private static readonly string[] SchemaWords = ["json_schema", "response format", "structured output", "guided_json", "grammar"];
    private static readonly string[] Refusals =
    [
        "support", "unknown", "unrecognized", "unrecognised", "extra ", "not permitted", "not allowed", "unexpected", "not implemented", "invalid parameter", "does not exist",
    ];

    /// <summary>What a refused call means.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body, as much of it as was read.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="sent">The members of the request.</param>
    public EndpointException Of(HttpStatusCode status, string body, HttpResponseHeaders headers, IReadOnlyCollection<string> sent)
    {
        body = redact(body);
        var error = Parse(body);
        var message = MessageOf(error) ?? Plain(body);
        var said = message.Length == 0 ? "" : $": {message}";
        var code = Member(error, "code") ?? Member(error, "type");
        var number = (int)status;
        if (number is 401 or 403)
        {
            return new(ChatErrorKind.Unauthorized, $"{where} did not accept the key ({number}{said}). Check the key: Planner:Controller:ApiKey for the controller, planner instances for others; env:NAME and file:PATH name where it is.");
        }

        if (number == 402 || code is "insufficient_quota" or "billing_hard_limit_reached")
        {
            return new(ChatErrorKind.OutOfCredit, $"The account at {where} has no credit left ({number}{said}). Add credit there, or use another endpoint.");
        }

        if (number is >= 300 and < 400)
        {
            return new(ChatErrorKind.Refused, $"{where} sends callers on to '{headers.Location}', and a key is not carried to another address. If that is right, write it as the base URL.");
        }

        if ((number is 400 or 413 or 422 or 500 && ContextLimit.IsMeant(message, code)) || (number is 413 or 429 && ContextLimit.IsMoreThanAMinutes(message)))
        {
            return new(ChatErrorKind.ContextTooLong, $"The prompt does not fit the model at {where} ({number}{said}).") { ContextTokens = ContextLimit.Read(message, error), IsRequestAtFault = true };
        }

        if (number is 400 or 404 or 415 or 422 or 500 or 501 && UnsupportedOf(error, message, code, sent) is { } unsupported)
        {
            return new(ChatErrorKind.Refused, $"{where} does not know '{unsupported}' ({number}{said}).") { Unsupported = unsupported, IsRequestAtFault = number is 400 or 415 or 422 };
        }

        var wait = WaitOf(headers);
        return number switch
        {
            429 => new(ChatErrorKind.Busy, $"{where} takes no more calls for now ({number}{said}).{Again(wait)}") { Transient = true, RetryAfter = wait },
            408 or 409 or 425 or >= 500 => new(ChatErrorKind.Unreachable, $"{where} failed ({number}{said}).{Again(wait)}") { Transient = number != 501, RetryAfter = wait },
            404 => new(ChatErrorKind.Refused, $"{where} knows no such address or model ({number}{said}). Check the base URL (most end in /v1) and the model's name."),
            _ => new(ChatErrorKind.Refused, $"{where} refused the call ({number}{said}).") { IsRequestAtFault = true },
        };
    }

    /// <summary>What an error object in a stream means.</summary>
    /// <param name="error">The object, or its message.</param>
    /// <param name="said">Whether something of the reply was given before.</param>
    public EndpointException InStream(JsonElement error, bool said)
    {
        var message = redact(MessageOf(error) ?? Clean(error.ToString()));
        var code = Member(error, "code") ?? Member(error, "type");
        if (ContextLimit.IsMeant(message, code))
        {
            return new(ChatErrorKind.ContextTooLong, $"The prompt does not fit the model at {where}: {message}") { ContextTokens = ContextLimit.Read(message, error) };
        }

        var busy = code is "429" or "rate_limit_exceeded";
        return new(!said && busy ? ChatErrorKind.Busy : ChatErrorKind.Broken, $"{where} broke its reply off with an error: {message}") { Transient = !said };
    }

    private static JsonElement Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root) is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                ? error.Clone()
                : root.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? MessageOf(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => Clean(LenientJson.Text(error)),
        JsonValueKind.Object => (Text(error, "message") ?? Text(error, "error") ?? Text(error, "detail")) is { } message ? message + Provider(error) : null,
        _ => null,
    };

    // OpenRouter says only that a provider failed, and quotes it beside that.
    private static string? Provider(JsonElement error) =>
        LenientJson.ObjectOf(error, "metadata") is { } metadata && Text(metadata, "raw") is { Length: > 0 } raw ? $" ({raw})" : null;

    private static string? Text(JsonElement error, string name) => !error.TryGetProperty(name, out var member) ? null : member.ValueKind switch
    {
        JsonValueKind.String => Clean(LenientJson.Text(member)),
        JsonValueKind.Null => null,
        _ => Clean(member.GetRawText()),
    };

    private static string? Member(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String or JsonValueKind.Number ? member.ToString() : null;

    private static string? UnsupportedOf(JsonElement error, string message, string? code, IReadOnlyCollection<string> sent)
    {
        var optional = Optional.Where(sent.Contains).ToList();
        if (optional.FirstOrDefault(name => (Member(error, "param") ?? "").Split('.', '[')[0] == name) is { } named
            && (named == "response_format" || code is "unsupported_parameter" or "unknown_parameter" or "unsupported_value" || Refuses(message)))
        {
            return named;
        }

        return sent.Contains("response_format") && SchemaWords.Prepend("response_format").Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "response_format"
            : Refuses(message) ? optional.FirstOrDefault(name => Names(message, name))
            : null;
    }

    // "max_tokens" stands in "max_completion_tokens" only for those who don't look at its ends.
    private static bool Names(string message, string name)
    {
        var at = message.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !IsWord(message[at - 1])) && (at + name.Length == message.Length || !IsWord(message[at + name.Length]));
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static bool Refuses(string message) => Refusals.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));

    private TimeSpan? WaitOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("retry-after-ms", out var exact) && double.TryParse(exact.First(), CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 0 ? TimeSpan.FromMilliseconds(milliseconds)
        : headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };

    private static string Again(TimeSpan? wait) => wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" Try again in {Math.Ceiling(time.TotalSeconds):0} s.") : " Try again later.";

    private static string Plain(string body) => body.TrimStart().StartsWith('<') ? "" : Clean(body);

    private static string Clean(string text)
    {
        var clean = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return clean.Length <= MaxMessage ? clean : clean[..MaxMessage] + "…";
    }
}
