using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Planner.IntegrationTests.Engines;

/// <summary>Sounds made for tests.</summary>
internal static class Recording
{
    /// <summary>440 Hz, stereo, 44.1 kHz, at about −13 dB.</summary>
    public static byte[] Tone(double seconds)
    {
        var samples = new short[2 * (int)(44_100 * seconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(10_000 * Math.Sin(2 * Math.PI * 440 * (i / 2) / 44_100));
        }

        return Wav(samples, 44_100, channels: 2);
    }

    public static byte[] Wav(ReadOnlySpan<short> samples, int rate, int channels = 1)
    {
        var bytes = new byte[44 + (2 * samples.Length)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 2 * channels * rate);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * samples.Length);
        MemoryMarshal.AsBytes(samples).CopyTo(bytes.AsSpan(44));
        return bytes;
    }

    public static short[] Samples(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, short>(bytes[..(bytes.Length & ~1)]).ToArray();

    /// <summary>In decibels of full scale.</summary>
    public static double Level(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return 10 * Math.Log10((sum / Math.Max(1, samples.Length) / (32768.0 * 32768.0)) + 1e-10);
    }
}
