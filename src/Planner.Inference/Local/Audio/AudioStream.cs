namespace Planner.Inference.Local.Audio;

/// <summary>The sound of a file.</summary>
/// <param name="Codec">As ffmpeg names it, such as <c>pcm_s16le</c>.</param>
/// <param name="Seconds">How long; null when only the file as a whole says.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">1 mono, 2 stereo.</param>
internal sealed record AudioStream(string Codec, double? Seconds, int SampleRate, int Channels);
