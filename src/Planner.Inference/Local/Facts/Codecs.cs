namespace Planner.Inference.Local.Facts;

/// <summary>Names of codecs and containers as people know them.</summary>
internal static class Codecs
{
    /// <summary>The name of what ffmpeg calls a codec.</summary>
    public static string Name(string codec) => codec switch
    {
        "h264" => "H.264",
        "hevc" => "H.265 (HEVC)",
        "mpeg4" => "MPEG-4 Part 2",
        "mpeg2video" => "MPEG-2",
        "mjpeg" => "Motion JPEG",
        "vorbis" => "Vorbis",
        "opus" => "Opus",
        "theora" => "Theora",
        "pcm_s16le" or "pcm_s16be" => "PCM 16 bit",
        "pcm_s24le" or "pcm_s24be" => "PCM 24 bit",
        "pcm_s32le" or "pcm_s32be" => "PCM 32 bit",
        "pcm_f32le" or "pcm_f64le" => "PCM float",
        _ when codec.StartsWith("pcm", StringComparison.Ordinal) => "PCM",
        _ => codec.ToUpperInvariant(),
    };

    /// <summary>The name of a media type's container.</summary>
    public static string Container(string mediaType) => mediaType switch
    {
        "audio/wav" => "WAV",
        "audio/mpeg" => "MP3",
        "audio/ogg" => "Ogg",
        "audio/flac" => "FLAC",
        "audio/aac" => "AAC",
        "audio/mp4" => "M4A (MPEG-4)",
        "video/mp4" => "MP4",
        "video/quicktime" => "QuickTime",
        "video/webm" => "WebM",
        "video/x-matroska" => "Matroska",
        "video/x-msvideo" => "AVI",
        _ => mediaType,
    };
}
