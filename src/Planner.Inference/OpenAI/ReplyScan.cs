using System.Text.Json;
using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>Looks into a reply that is passed on as it is, whole or event by event: whether it is complete, how many tokens it counts, whether it is an error.</summary>
internal sealed class ReplyScan(ErrorReader errors, string where)
{
    /// <summary>Whether something of the reply has come: words, a thought, a call of a tool, or the end; who will speak is nothing yet.</summary>
    public bool HasSaid { get; private set; }

    /// <summary>Whether the server said that this is the end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether what has come is a complete reply: it has a reason to finish, or the end mark.</summary>
    public bool Complete { get; private set; }

    /// <summary>Tokens taken, as the server counts; null: it did not.</summary>
    public int? InputTokens { get; private set; }

    /// <summary>Tokens given.</summary>
    public int? OutputTokens { get; private set; }

    /// <summary>Where the last whole event ends: after an empty line. 0: there is none.</summary>
    public static int EndOfEvents(ReadOnlySpan<byte> bytes) =>
        Math.Max(bytes.LastIndexOf("\n\n"u8) is >= 0 and var plain ? plain + 2 : 0, bytes.LastIndexOf("\n\r\n"u8) is >= 0 and var windows ? windows + 3 : 0);

    /// <summary>Looks at whole events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="good">How many bytes come before the one that is an error; all, when none is.</param>
    /// <returns>The error; null: none.</returns>
    public EndpointException? Look(ReadOnlySpan<byte> events, out int good)
    {
        good = 0;
        while (good < events.Length)
        {
            var rest = events[good..];
            var line = rest.IndexOf((byte)'\n') is >= 0 and var end ? rest[..(end + 1)] : rest;
            if (line.StartsWith("data:"u8) && LookAtData(line["data:".Length..].Trim(" \r\n"u8)) is { } error)
            {
                return error;
            }

            good += line.Length;
        }

        return null;
    }

    /// <summary>Looks at a whole reply.</summary>
    public EndpointException? LookAtWhole(ReadOnlySpan<byte> json) => LookAtJson(json);

    private EndpointException? LookAtData(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return null;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            Ended = Complete = HasSaid = true;
            return null;
        }

        return LookAtJson(data);
    }

    private EndpointException? LookAtJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return NoReply();
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isError, isUsage, isChoices) = (reader.ValueTextEquals("error"u8), reader.ValueTextEquals("usage"u8), reader.ValueTextEquals("choices"u8));
                reader.Read();
                if (isError && reader.TokenType != JsonTokenType.Null)
                {
                    return errors.InStream(JsonElement.ParseValue(ref reader), HasSaid);
                }

                if (isUsage && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadUsage(ref reader);
                }
                else if (isChoices && reader.TokenType == JsonTokenType.StartArray)
                {
                    ReadChoices(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return NoReply();
        }
    }

    private EndpointException NoReply() => new(
        ChatErrorKind.Broken, $"{where} sent something that is no reply of a model. Look whether the base URL is that of an OpenAI-compatible server.")
    { Transient = !HasSaid };

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isInput, isOutput) = (reader.ValueTextEquals("prompt_tokens"u8), reader.ValueTextEquals("completion_tokens"u8));
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count))
            {
                InputTokens = isInput ? count : InputTokens;
                OutputTokens = isOutput ? count : OutputTokens;
            }

            reader.Skip();
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isFinish, isDelta, isText) = (reader.ValueTextEquals("finish_reason"u8), reader.ValueTextEquals("delta"u8), reader.ValueTextEquals("text"u8));
                reader.Read();
                Complete |= isFinish && reader.TokenType == JsonTokenType.String;
                HasSaid |= Complete || (isText && IsSomething(ref reader));
                if (isDelta && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadDelta(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRole = reader.ValueTextEquals("role"u8);
            reader.Read();
            HasSaid |= !isRole && IsSomething(ref reader);
            reader.Skip();
        }
    }

    private static bool IsSomething(ref Utf8JsonReader reader) => reader.TokenType != JsonTokenType.Null && (reader.TokenType != JsonTokenType.String || !reader.ValueSpan.IsEmpty);
}
