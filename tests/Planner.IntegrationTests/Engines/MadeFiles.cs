using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

/// <summary>Makes the pictures, sounds and videos that check sets describe by the arguments of ImageMagick and ffmpeg.</summary>
internal sealed class MadeFiles(EngineHost host)
{
    private readonly Dictionary<string, ArtifactValue> _made = new(StringComparer.Ordinal);

    /// <summary>The file of a check: a sample, or what its <c>make</c> gives; made once.</summary>
    public async Task<ArtifactValue> OfAsync(JsonObject check, bool isPicture)
    {
        if ((string?)check["sample"] is { } sample)
        {
            return await host.SampleAsync(sample);
        }

        var (make, name, exif) = ((string)check["make"]!, (string)check["name"]!, check["exif"]?.AsObject());
        var key = $"{name}|{make}|{exif}";
        if (!_made.TryGetValue(key, out var file))
        {
            var path = host.Scratch($"{_made.Count}-{name}");
            await (isPicture ? DrawAsync(Words(make), path) : RunAsync("ffmpeg", ["-v", "error", "-y", .. Words(make), "-bitexact", path]));
            if (exif is not null)
            {
                await File.WriteAllBytesAsync(path, WithExif(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), exif), TestContext.Current.CancellationToken);
            }

            _made[key] = file = new ArtifactValue(await host.Store.PutFileAsync(path, name, TestContext.Current.CancellationToken));
        }

        return file;
    }

    /// <summary>Draws with ImageMagick.</summary>
    public Task DrawAsync(IEnumerable<string> arguments, string path) => RunAsync(ImageMagick.Program!, [.. arguments, path]);

    /// <summary>Runs a program, which must succeed.</summary>
    public async Task<byte[]> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var result = await host.Get<ProcessRunner>().RunAsync(new ProgramCall(program, arguments), TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeTrue($"{program} {string.Join(' ', arguments)}: {result.ErrorTail}");
        return result.Output;
    }

    // Words as in a shell: single quotes keep blanks, a backslash the next character.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, begun) = (false, false);
        foreach (var c in line)
        {
            if (c == '\'')
            {
                (quoted, begun) = (!quoted, true);
            }
            else if (c == ' ' && !quoted)
            {
                if (word.Length > 0 || begun)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                begun = false;
            }
            else
            {
                word.Append(c);
            }
        }

        return word.Length > 0 || begun ? [.. words, word.ToString()] : words;
    }

    // A JPEG with a segment APP1 after its start: TIFF header, IFD0 with a pointer to the Exif IFD (Exif 2.32, 4.5 and 4.6).
    private static byte[] WithExif(byte[] jpeg, JsonObject tags)
    {
        (int Id, string Name, bool InExif)[] known =
        [
            (0x010F, "Make", false), (0x0110, "Model", false), (0x829A, "ExposureTime", true), (0x829D, "FNumber", true), (0x8827, "ISO", true), (0x9003, "DateTimeOriginal", true),
        ];
        var main = known.Where(tag => !tag.InExif && tags.ContainsKey(tag.Name)).ToList();
        var exif = known.Where(tag => tag.InExif && tags.ContainsKey(tag.Name)).ToList();
        var exifAt = 8 + 2 + (12 * (main.Count + 1)) + 4;
        var bodyAt = exifAt + 2 + (12 * exif.Count) + 4;
        using var body = new MemoryStream();
        var head = new byte[bodyAt];
        "II"u8.CopyTo(head);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(2), 42);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 8);

        void Entry(Span<byte> entry, int id, JsonNode value)
        {
            var (type, count, bytes) = value switch
            {
                JsonArray { Count: 2 } ratio => (5, 1, (byte[])[.. BitConverter.GetBytes((int)ratio[0]!), .. BitConverter.GetBytes((int)ratio[1]!)]),
                JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number => (3, 1, BitConverter.GetBytes((int)number)),
                var text => (2, ((string)text!).Length + 1, (byte[])[.. Encoding.ASCII.GetBytes((string)text!), 0]),
            };
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)id);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], (short)type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
            if (bytes.Length <= 4)
            {
                bytes.CopyTo(entry[8..]);
                return;
            }

            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], bodyAt + (int)body.Length);
            body.Write(bytes);
        }

        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(8), (short)(main.Count + 1));
        for (var i = 0; i < main.Count; i++)
        {
            Entry(head.AsSpan(10 + (12 * i), 12), main[i].Id, tags[main[i].Name]!);
        }

        // The pointer: a LONG.
        var pointer = head.AsSpan(10 + (12 * main.Count), 12);
        BinaryPrimitives.WriteUInt16LittleEndian(pointer, 0x8769);
        BinaryPrimitives.WriteInt16LittleEndian(pointer[2..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(pointer[4..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(pointer[8..], exifAt);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(exifAt), (short)exif.Count);
        for (var i = 0; i < exif.Count; i++)
        {
            Entry(head.AsSpan(exifAt + 2 + (12 * i), 12), exif[i].Id, tags[exif[i].Name]!);
        }

        byte[] segment = [.. "Exif\0\0"u8, .. head, .. body.ToArray()];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2), .. segment, .. jpeg[2..]];
    }
}
