using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Planner.Inference.Local.Audio;

/// <summary>Reads bare 16-bit samples of one channel piece by piece.</summary>
internal static class PcmFrames
{
    /// <summary>Frames of <paramref name="length"/> samples; the last may be shorter.</summary>
    public static async IAsyncEnumerable<short[]> ReadAsync(string path, int length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 1 << 16 });
        var buffer = new byte[2 * length];
        int read;
        while ((read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 1)
        {
            yield return MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, read & ~1)).ToArray();
        }
    }

    /// <summary>The level of a frame in decibels of full scale; -100 for silence.</summary>
    public static double Level(short[] frame) => 10 * Math.Log10((frame.Average(sample => (double)sample * sample) / (32768.0 * 32768.0)) + 1e-10);
}
