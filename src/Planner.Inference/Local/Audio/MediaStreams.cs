namespace Planner.Inference.Local.Audio;

/// <summary>What ffprobe says of a recording or video.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="BitRate">In bits per second; null when not known.</param>
/// <param name="Audio">Its first sound; null: silent film.</param>
/// <param name="Video">Its first moving pictures; null: sound only. A cover is none.</param>
internal sealed record MediaStreams(double Seconds, double? BitRate, AudioStream? Audio, VideoStream? Video);
