using System.Runtime.InteropServices;
using JpegLibrary;
using Planner.Inference.Local.Ocr;

namespace Planner.Inference.Local.Images;

/// <summary>Decodes PNG and JPEG without a program, slower than one: for a look at a picture where neither ImageMagick nor ffmpeg is.</summary>
internal static class PlainPicture
{
    /// <summary>The picture as it is stored, not turned; null when it is of another kind, too large, damaged, or in a form that is not known here.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="mostPixels">How many pixels are decoded at most.</param>
    public static GrayImage? Decode(string path, string mediaType, long mostPixels)
    {
        if (ImageSize.Of(path) is not { } size || (long)size.Width * size.Height > mostPixels)
        {
            return null;
        }

        try
        {
            return mediaType switch
            {
                "image/png" => PlainPng.Decode(File.ReadAllBytes(path)),
                "image/jpeg" => OfJpeg(File.ReadAllBytes(path)),
                _ => null,
            };
        }
#pragma warning disable CA1031 // A library that throws whatever comes to hand at what it can't read.
        catch (Exception exception) when (exception is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static GrayImage OfJpeg(byte[] file)
    {
        var decoder = new JpegDecoder();
        decoder.SetInput(file);
        decoder.Identify();
        var first = new FirstComponent(decoder.Width, decoder.Height);
        decoder.SetOutputWriter(first);
        decoder.Decode();
        return new GrayImage(decoder.Width, decoder.Height, first.Pixels);
    }

    /// <summary>Keeps the first component, which is the luma of nearly all JPEGs (JFIF 1.02).</summary>
    private sealed class FirstComponent(int width, int height) : JpegBlockOutputWriter
    {
        private const int Side = 8;

        public byte[] Pixels { get; } = new byte[width * height];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            if (componentIndex != 0)
            {
                return;
            }

            var block = MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
            for (var row = 0; row < Side && y + row < height; row++)
            {
                for (var column = 0; column < Side && x + column < width; column++)
                {
                    Pixels[((y + row) * width) + x + column] = (byte)Math.Clamp((int)block[(row * Side) + column], 0, 255);
                }
            }
        }
    }
}
