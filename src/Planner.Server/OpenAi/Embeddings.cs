using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/embeddings</c>.</summary>
internal static class Embeddings
{
    private const string TaskId = "feature-extraction";
    private const int MaxInputs = 2048;

    public static async Task AnswerAsync(HttpContext context, ServedModels models, PassThrough passing)
    {
        var request = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var model = models.Require(request.Model ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models.").AsException());
        var encodesBase64 = request.EncodingFormat switch
        {
            null or "float" => false,
            "base64" => true,
            var other => throw Problem.BadRequest($"encoding_format '{other}' is not known.", "Ask for float or base64.").AsException(),
        };
        if (await passing.TryAnswerAsync(context, PassThrough.Embeddings, request, model, reply => Encoded(reply, encodesBase64)))
        {
            return;
        }

        var body = request.ToJson();
        var texts = Texts(body["input"]);
        var data = new JsonArray();
        var dimensions = body.Number("dimensions");
        foreach (var (index, text) in texts.Index())
        {
            var value = await models.CallAsync(
                new ModelCall { Model = model.Card.Id, Task = TaskId, Inputs = new Dictionary<string, Value> { ["text"] = new TextValue(text) } }, context.RequestAborted);
            var vector = Vector(value);
            if (dimensions is { } wanted && (int)wanted != vector.Length)
            {
                throw Problem.BadRequest($"{model.Card.Id} gives {vector.Length} dimensions, not {wanted}.", "Leave out 'dimensions'.").AsException();
            }

            data.Add(new JsonObject
            {
                ["object"] = "embedding",
                ["index"] = index,
                ["embedding"] = encodesBase64 ? Encode(vector) : new JsonArray([.. vector.Select(number => (JsonNode)number)]),
            });
        }

        var words = texts.Sum(Usage.Words);
        await context.WriteJsonAsync(new JsonObject
        {
            ["object"] = "list",
            ["data"] = data,
            ["model"] = model.Card.Id,
            ["usage"] = new JsonObject { ["prompt_tokens"] = words, ["total_tokens"] = words },
        });
    }

    // Not every server gives the encoding that it was asked for (FAILURES 37).
    private static ReadOnlyMemory<byte> Encoded(ReadOnlyMemory<byte> reply, bool inBase64)
    {
        if (IsBase64(reply.Span) is not { } is64 || is64 == inBase64)
        {
            return reply;
        }

        var json = JsonNode.Parse(reply.Span)!.AsObject();
        foreach (var item in (json["data"] as JsonArray ?? []).OfType<JsonObject>())
        {
            item["embedding"] = item["embedding"] switch
            {
                JsonArray numbers when inBase64 => Encode([.. numbers.Select(number => (float)number!)]),
                JsonValue text when !inBase64 => new JsonArray([.. MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)text!)).ToArray().Select(number => (JsonNode)number)]),
                var other => other?.DeepClone(),
            };
        }

        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static bool? IsBase64(ReadOnlySpan<byte> reply)
    {
        var reader = new Utf8JsonReader(reply);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("embedding"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Texts(JsonNode? input)
    {
        var items = input is JsonArray list ? list.ToList() : [input];
        return items.Count is 0 or > MaxInputs
            ? throw Problem.BadRequest($"'input' has {items.Count} texts.", $"Send 1 to {MaxInputs}.").AsException()
            : [.. items.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw Problem.BadRequest("'input' is neither a text nor a list of texts.", "Tokens are not read; send the text itself.").AsException())];
    }

    private static float[] Vector(Value value) => value is StructuredValue { Shape: Modality.Vector, Json: var json }
        ? [.. (json.ValueKind == System.Text.Json.JsonValueKind.Array && json.GetArrayLength() == 1 && json[0].ValueKind == System.Text.Json.JsonValueKind.Array ? json[0] : json).EnumerateArray().Select(number => number.GetSingle())]
        : throw Problem.Of(new StepError(StepErrorKind.Model, "The model gave no vector.")).AsException();

    // What a client that asked for base64 decodes: 32-bit floats, least significant byte first (FAILURES 37).
    private static string Encode(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        foreach (var (index, number) in vector.Index())
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), number);
        }

        return Convert.ToBase64String(bytes);
    }
}
