using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Planner.ScriptedServer;

/// <summary>Embeddings that are the same for the same text: its letters counted, scaled to length 1.</summary>
internal static class ScriptedEmbeddings
{
    /// <summary>How many numbers a vector has.</summary>
    public const int Dimensions = 8;

    /// <summary>Answers in the form that was asked for: numbers, or base64 of little-endian floats.</summary>
    public static ScriptedReply Reply(ScriptedRequest request)
    {
        var texts = request.Json["input"] is JsonArray list ? [.. list.Select(text => text!.GetValue<string>())] : new[] { request.Json["input"]?.GetValue<string>() ?? "" };
        var base64 = request.Json["encoding_format"]?.GetValue<string>() == "base64";
        var data = texts.Select((text, index) => new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = index,
            ["embedding"] = base64 ? JsonValue.Create(Convert.ToBase64String(Bytes(Vector(text)))) : new JsonArray([.. Vector(text).Select(number => JsonValue.Create(number))]),
        });
        return ScriptedReply.Json(new JsonObject
        {
            ["object"] = "list",
            ["model"] = request.Json["model"]?.DeepClone(),
            ["data"] = new JsonArray([.. data]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = texts.Sum(ScriptedChatServer.CountTokens), ["total_tokens"] = texts.Sum(ScriptedChatServer.CountTokens) },
        });
    }

    /// <summary>The vector of a text.</summary>
    public static float[] Vector(string text)
    {
        var counts = new float[Dimensions];
        foreach (var letter in text)
        {
            counts[letter % Dimensions]++;
        }

        var length = MathF.Sqrt(counts.Sum(count => count * count));
        return length == 0 ? counts : [.. counts.Select(count => count / length)];
    }

    private static byte[] Bytes(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }
}
