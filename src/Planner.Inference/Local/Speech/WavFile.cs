using System.Buffers.Binary;

namespace Planner.Inference.Local.Speech;

/// <summary>What a WAV file holds, as far as it must be known to trust it.</summary>
/// <param name="Seconds">How long it is.</param>
/// <param name="Peak">The loudest sample, 0 to 1.</param>
internal readonly record struct WavFile(double Seconds, double Peak)
{
    /// <summary>Reads 16-bit PCM; null for anything else.</summary>
    public static async Task<WavFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        var header = new byte[12];
        if (await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) < header.Length
            || !header.AsSpan().StartsWith("RIFF"u8) || !header.AsSpan(8).SequenceEqual("WAVE"u8))
        {
            return null;
        }

        var bytesPerSecond = 0;
        var chunk = new byte[8];
        while (await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken) == chunk.Length)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (chunk.AsSpan().StartsWith("data"u8))
            {
                return bytesPerSecond == 0 ? null : await SamplesAsync(file, size, bytesPerSecond, cancellationToken);
            }

            var content = new byte[Math.Min(size + (size & 1), 1 << 16)];
            await file.ReadExactlyAsync(content, cancellationToken);
            if (chunk.AsSpan().StartsWith("fmt "u8) && BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(14)) == 16)
            {
                bytesPerSecond = (int)BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(8));
            }
        }

        return null;
    }

    private static async Task<WavFile> SamplesAsync(FileStream file, uint size, int bytesPerSecond, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        var peak = 0;
        int read;
        // A writer that could not seek leaves the size at its largest; the end of the file counts then.
        while (total < size && (read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            for (var i = 0; i + 1 < read; i += 2)
            {
                peak = Math.Max(peak, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(buffer.AsSpan(i))));
            }

            total += read;
        }

        return new WavFile((double)Math.Min(total, size) / bytesPerSecond, peak / 32768.0);
    }
}
