using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Planner.Routing;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>Makes a step's error of what a server said went wrong: what, where, and what the user can do.</summary>
internal static partial class ErrorReply
{
    // Enough to tell what is wrong; a page of HTML is no help.
    private const int MostWords = 300;
    private const int MostBytes = 64 * 1024;

    /// <summary>The error that a reply with a bad status stands for.</summary>
    public static async Task<StepError> ReadAsync(HttpResponseMessage response, WireCall call, Func<string, string> redact, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response.Content, MostBytes, cancellationToken) ?? [];
        var words = redact(Words(body, response.Content.Headers.ContentType?.MediaType ?? ""));
        var error = Of((int)response.StatusCode, words, call, response.Headers.Location);
        return error with { RetryAfterSeconds = error.IsTransient ? RetryAfter(response) ?? EstimatedTime(body) : null };
    }

    /// <summary>The error that stands in a stream which began well.</summary>
    /// <param name="chunk">The chunk with the member <c>error</c>.</param>
    /// <param name="call">The call.</param>
    /// <param name="redact">Takes keys out of a text.</param>
    public static StepError OfChunk(JsonNode chunk, WireCall call, Func<string, string> redact)
    {
        var words = redact(Shortened(Message(chunk) ?? "no reason given"));
        var type = (chunk["error_type"] ?? (chunk["error"] as JsonObject)?["type"])?.ToString() ?? "";
        return type.Contains("overload", StringComparison.OrdinalIgnoreCase) || type.Contains("rate_limit", StringComparison.OrdinalIgnoreCase)
            ? new StepError(StepErrorKind.Unavailable, $"{call.Model} at {call.Asked} broke off its answer: {words}.", "It is busy; try again later, or use another model.")
            : new StepError(StepErrorKind.Model, $"{call.Model} at {call.Asked} broke off its answer: {words}.", "Shorten or correct the input as it says, or use another model.");
    }

    /// <summary>How long the server asks to wait, in seconds; null when it does not say.</summary>
    public static double? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        if (after?.Delta is { } delta)
        {
            return delta.TotalSeconds;
        }

        if (after?.Date is { } date)
        {
            return Math.Max(0, (date - (response.Headers.Date ?? date)).TotalSeconds);
        }

        // The Hub's form, of the IETF draft: RateLimit: "api";r=0;t=55
        return response.Headers.TryGetValues("RateLimit", out var limits) && SecondsToReset().Match(string.Join(',', limits)) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    private static StepError Of(int status, string words, WireCall call, Uri? location)
    {
        var said = words.Length > 0 ? $": {words.TrimEnd('.')}." : ".";
        var who = $"{call.Asked}";
        return status switch
        {
            >= 300 and < 400 => Model(
                $"{who} answered with a redirect to {location?.Host ?? "nowhere"}, which is not followed: it would take the input and the token along",
                "Correct Planner:HuggingFace:BaseUrl, or the endpoint's URL."),
            401 => Model(
                $"Hugging Face refused the token (401){said}", "Set HF_TOKEN to a valid token from https://huggingface.co/settings/tokens."),
            402 => Model(
                $"{who} wants to be paid for {call.Model} (402){said}",
                "Add credit at https://huggingface.co/settings/billing, or use models of this machine (--offline)."),
            403 => Model(
                $"The token may not use {call.Model} at {who} (403){said}",
                $"Accept the model's terms at https://huggingface.co/{call.Model}, and give the token the permission 'Make calls to Inference Providers' at https://huggingface.co/settings/tokens."),
            404 or 410 => Model(
                $"{who} does not run {call.Model} ({status}){said}",
                "Choose another model (planner models search --runnable), or renew what is known of it with planner models sync."),
            400 => Model($"{who} did not understand the request for {call.Model} (400){said}", "Correct the step's parameters as it says, or use another model."),
            413 => Model(
                $"The input is too large for {call.Model} at {who} (413){said}", "Send a smaller file or a shorter text, or use an engine of this machine."),
            422 => Model(
                $"{who} can't use this input or these parameters for {call.Model} (422){said}",
                "Check the step's parameters and the kind of file against what the model's card says."),
            429 => Away(
                $"{who} is called too often (429){said}",
                "Wait a little, lower Planner:Execution:MaxParallelSteps, or get higher limits with PRO at https://huggingface.co/pricing."),
            503 => Away($"{call.Model} at {who} is loading or overloaded (503){said}", "Try again in a minute, or use another model."),
            504 => Away($"{call.Model} at {who} took too long (504){said}", "Try again with a smaller input, or use another model."),
            >= 500 => Away(
                $"{call.Model} at {who} failed ({status}){said}",
                "Try again; an endpoint that was scaled to zero needs a minute to wake. If it goes on, use another model."),
            _ => Model($"{who} answered {status} for {call.Model}{said}", "Use another model."),
        };
    }

    private static StepError Model(string message, string fix) => new(StepErrorKind.Model, message, fix);

    private static StepError Away(string message, string fix) => new(StepErrorKind.Unavailable, message, fix);

    private static string Words(byte[] body, string mediaType)
    {
        if (mediaType.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        try
        {
            return Shortened(Message(JsonNode.Parse(body)) ?? "");
        }
        catch (JsonException)
        {
            return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? Shortened(Encoding.UTF8.GetString(body)) : "";
        }
    }

    // error: text or {message}; else detail: text or [{loc, msg}]; else message.
    private static string? Message(JsonNode? json) => json switch
    {
        JsonObject body => Part(body["error"]) ?? Part(body["detail"]) ?? Part(body["message"]),
        JsonArray { Count: > 0 } list => Message(list[0]),
        _ => null,
    };

    private static string? Part(JsonNode? part) => part switch
    {
        JsonValue value => value.ToString(),
        JsonObject inner => Part(inner["message"]) ?? Part(inner["msg"]),
        JsonArray { Count: > 0 } list => string.Join("; ", list.Select(item => item is JsonObject entry && entry["loc"] is JsonArray place
            ? $"{string.Join('.', place.Select(name => name?.ToString()))}: {Part(entry)}"
            : Part(item))),
        _ => null,
    };

    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostWords ? line : string.Concat(line.AsSpan(0, MostWords - 1), "…");
    }

    private static double? EstimatedTime(byte[] body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["estimated_time"] is JsonValue time && time.TryGetValue<double>(out var seconds) && seconds >= 0 ? seconds : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"[;\s]t=(\d+)")]
    private static partial Regex SecondsToReset();
}
