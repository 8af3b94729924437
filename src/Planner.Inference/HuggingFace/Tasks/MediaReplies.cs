using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>Reads images and sound out of replies: bytes, base64 in JSON, samples as numbers.</summary>
internal static class MediaReplies
{
    // Where base64 stands in the JSON forms of replies that were recorded or are in the schemas.
    private static readonly string[] s_members = ["b64_json", "image", "audio", "blob", "generated_image", "video"];

    /// <summary>The bytes of the reply as a file, or base64 in its JSON.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> File(Modality kind, string name, string slot) => async (call, reply, cancellationToken) =>
    {
        var bytes = reply.IsJson ? Decoded(reply.Json) : reply.Bytes;
        return bytes is null or [] ? null : await KeepAsync(call, bytes, name, kind, call.Whole(slot), cancellationToken);
    };

    /// <summary>Several files with labels: <c>[{label, member: base64}]</c>; each file is called after its label.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Files(Modality kind, string name, string member, string slot) => async (call, reply, cancellationToken) =>
    {
        var files = new List<Value>();
        foreach (var item in Replies.Flat(reply.Json))
        {
            if (Replies.Text(item, member) is not { } text || Base64(text) is not { Length: > 0 } bytes)
            {
                return null;
            }

            var label = Replies.Text(item, "label");
            var file = await KeepAsync(call, bytes, label is null ? name : $"{name}-{label}", kind, call.Whole(slot), cancellationToken);
            files.Add(Replies.Number(item, "score") is { } score ? file with { Confidence = Math.Clamp(score, 0, 1) } : file);
        }

        return files switch { [] => null, [var only] => only, _ => new ListValue(files) };
    };

    /// <summary>Keeps bytes as a file that must be of a kind.</summary>
    /// <exception cref="EngineException">They are something else.</exception>
    public static async Task<ArtifactValue> KeepAsync(
        TaskCall call, byte[] bytes, string name, Modality kind, IReadOnlyList<ValueSource> sources, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes);
        var artifact = await call.Store.PutAsync(content, name, cancellationToken);
        return MediaTypes.ModalityOf(artifact.MediaType) == kind
            ? new ArtifactValue(artifact) { Sources = sources }
            : throw EngineException.Model($"{call.Model.Id} gave {artifact.MediaType} where {kind.Name()} is due.", "Use another model.");
    }

    /// <summary>The bytes that base64 stands for, with or without a data URL before it; null when it is none.</summary>
    public static byte[]? Base64(string text)
    {
        var start = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var bytes = new byte[text.Length - start];
        return Convert.TryFromBase64Chars(text.AsSpan(start), bytes, out var written) && written > 0 ? bytes[..written] : null;
    }

    private static byte[]? Decoded(JsonNode? json)
    {
        foreach (var item in Replies.Flat(json is JsonObject { } body && body["data"] is JsonArray data ? data : json))
        {
            foreach (var member in s_members)
            {
                if (Replies.Text(item, member) is { } text && Base64(text) is { } bytes)
                {
                    return bytes;
                }

                if (item[member] is JsonArray samples && Replies.Number(item, "sampling_rate") is { } rate && Wave(samples, (int)rate) is { } wave)
                {
                    return wave;
                }
            }
        }

        return null;
    }

    /// <summary>Samples from -1 to 1, in one channel or the first of several, as 16-bit PCM.</summary>
    private static byte[]? Wave(JsonArray samples, int rate)
    {
        while (samples is [JsonArray channel, ..])
        {
            samples = channel;
        }

        if (samples.Count == 0 || rate is < 1 or > 1_000_000 || samples.Any(sample => Replies.AsNumber(sample) is null))
        {
            return null;
        }

        const int HeaderLength = 44;
        var wave = new byte[HeaderLength + (samples.Count * sizeof(short))];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), samples.Count * sizeof(short));
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = Math.Clamp(Replies.AsNumber(samples[i])!.Value, -1, 1);
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(HeaderLength + (i * sizeof(short))), (short)Math.Round(sample * short.MaxValue));
        }

        return wave;
    }
}
