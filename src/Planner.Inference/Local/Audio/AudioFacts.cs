namespace Planner.Inference.Local.Audio;

/// <summary>What a recording is.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">1 mono, 2 stereo.</param>
internal sealed record AudioFacts(double Seconds, int SampleRate, int Channels);
