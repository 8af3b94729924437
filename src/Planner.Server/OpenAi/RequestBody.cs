using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Planner.Server.Hosting;

namespace Planner.Server.OpenAi;

/// <summary>The body of a request in OpenAI's form: its bytes as they came, and the little in them that decides where it goes.</summary>
internal sealed class RequestBody
{
    // What clients tell Planner and no model's server knows.
    private const string Extension = "planner";

    private readonly byte[] _bytes;
    private readonly List<Range> _models = [];
    private bool _isExtended;
    private long? _limit;
    private long _replies = 1;

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public RequestBody(byte[] bytes)
    {
        _bytes = bytes;
        try
        {
            Read();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate, written as an escape.
            throw new JsonException("it has text that is none.");
        }
    }

    /// <summary>The model that is asked for; null: none, or no text.</summary>
    public string? Model { get; private set; }

    /// <summary>Its bytes as they came.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>How many tokens all replies may have together at most; null: it sets no limit.</summary>
    public long? ReplyTokens => _limit * _replies;

    /// <summary>Whether the reply is wanted as it comes.</summary>
    public bool Streams { get; private set; }

    /// <summary>How embeddings are to be encoded; null: as the server likes.</summary>
    public string? EncodingFormat { get; private set; }

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } length and <= int.MaxValue)
        {
            var bytes = new byte[length];
            await request.Body.ReadExactlyAsync(bytes, cancellationToken);
            return new RequestBody(bytes);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new RequestBody(body.ToArray());
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It has two members of one name.</exception>
    public JsonObject ToJson() => (JsonObject)JsonResponses.Parse(Encoding.UTF8.GetString(_bytes))!;

    /// <summary>The body as it came, but for the model's name and a limit of the reply where it sets none.</summary>
    /// <param name="model">The server's name for the model.</param>
    /// <param name="limit">The server's name for the limit of a reply.</param>
    /// <param name="most">How many tokens all replies may have together where the body sets no limit; null: as many as they like.</param>
    public ReadOnlyMemory<byte> For(string model, string limit, int? most)
    {
        var added = _limit is null && most is { } tokens ? Math.Max(tokens / _replies, 1) : (long?)null;
        if (_isExtended || _models.Count == 0)
        {
            var json = ToJson();
            json.Remove(Extension);
            json["model"] = model;
            if (added is not null)
            {
                json[limit] = added;
            }

            return JsonSerializer.SerializeToUtf8Bytes(json);
        }

        var name = JsonSerializer.SerializeToUtf8Bytes(model);
        using var body = new MemoryStream(_bytes.Length + (name.Length * _models.Count) + 64);
        var from = 0;
        if (added is not null)
        {
            from = _bytes.IndexOf((byte)'{') + 1;
            body.Write(_bytes, 0, from);
            body.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{limit}\":{added},")));
        }

        foreach (var range in _models)
        {
            body.Write(_bytes, from, range.Start.Value - from);
            body.Write(name);
            from = range.End.Value;
        }

        body.Write(_bytes, from, _bytes.Length - from);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private void Read()
    {
        if (!Utf8.IsValid(_bytes))
        {
            throw new JsonException("it is no UTF-8.");
        }

        var reader = new Utf8JsonReader(_bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isLimit, isReplies) = (reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8), reader.ValueTextEquals("n"u8));
            var (isModel, isEncoding, isStream) = (reader.ValueTextEquals("model"u8), reader.ValueTextEquals("encoding_format"u8), reader.ValueTextEquals("stream"u8));
            _isExtended |= reader.ValueTextEquals(Extension);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var text = (isModel || isEncoding) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            Model = isModel ? text : Model;
            EncodingFormat = isEncoding ? text : EncodingFormat;
            var number = (isLimit || isReplies) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var whole) && whole > 0 ? whole : (long?)null;
            _limit = isLimit ? number ?? _limit : _limit;
            _replies = isReplies ? number ?? 1 : _replies;
            Streams = isStream ? reader.TokenType == JsonTokenType.True : Streams;
            reader.Skip();
            if (isModel)
            {
                _models.Add(start..(int)reader.BytesConsumed);
            }
        }

        // What stands behind the object is an error too.
        reader.Read();
    }
}
