namespace Planner.Inference.Local.Audio;

/// <summary>A stretch of a recording.</summary>
/// <param name="IsSpeech">Whether somebody speaks; otherwise a pause.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Score">How clearly it stands out, 0 to 1.</param>
internal readonly record struct SpeechStretch(bool IsSpeech, double Start, double End, double Score);
