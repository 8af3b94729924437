namespace Planner.Inference.Local.Audio;

/// <summary>
/// Finds where a recording is louder than its own background. Each frame's level, in the band of voices, is held against the quiet tenth
/// of all frames; speech begins clearly above it and ends a little above it, short gaps are bridged and clicks are left out. It hears loud
/// from quiet, not voices from music.
/// </summary>
internal static class SpeechFinder
{
    /// <summary>Seconds that a frame lasts.</summary>
    public const double Frame = 0.02;

    // Decibels above the background at which speech begins and ends.
    private const double Begins = 9;
    private const double Ends = 5;

    // Below this, in decibels of full scale, nothing is heard however quiet the rest is.
    private const double Inaudible = -60;

    // Pauses within a sentence are shorter, clicks and breaths too.
    private const double ShortestPause = 0.35;
    private const double ShortestSpeech = 0.12;

    /// <summary>The stretches, which follow on each other from beginning to end.</summary>
    /// <param name="levels">Of each frame, in decibels of full scale.</param>
    public static IReadOnlyList<SpeechStretch> Find(IReadOnlyList<double> levels)
    {
        if (levels.Count == 0)
        {
            return [];
        }

        var ordered = levels.Order().ToArray();
        var floor = Math.Max(ordered[ordered.Length / 10], Inaudible - Begins);
        var isSpeech = new bool[levels.Count];
        var isOn = false;
        for (var i = 0; i < levels.Count; i++)
        {
            isOn = levels[i] > Inaudible && levels[i] > floor + (isOn ? Ends : Begins);
            isSpeech[i] = isOn;
        }

        Flip(isSpeech, false, (int)(ShortestPause / Frame), inner: true);
        Flip(isSpeech, true, (int)(ShortestSpeech / Frame), inner: false);
        return [.. Runs(isSpeech).Select(run => new SpeechStretch(
            isSpeech[run.Start], run.Start * Frame, run.End * Frame,
            Math.Round(Math.Clamp((run.Mean(levels) - floor) / 30, 0, 1) is var above && isSpeech[run.Start] ? above : 1 - Math.Clamp((run.Mean(levels) - floor) / 30, 0, 1), 3)))];
    }

    // Runs of one kind that are too short become the other.
    private static void Flip(bool[] isSpeech, bool kind, int shortest, bool inner)
    {
        foreach (var (start, end) in Runs(isSpeech).Where(run => isSpeech[run.Start] == kind && run.End - run.Start < shortest).ToArray())
        {
            if (!inner || (start > 0 && end < isSpeech.Length))
            {
                Array.Fill(isSpeech, !kind, start, end - start);
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Runs(bool[] isSpeech)
    {
        for (int start = 0, i = 1; i <= isSpeech.Length; i++)
        {
            if (i == isSpeech.Length || isSpeech[i] != isSpeech[start])
            {
                yield return (start, i);
                start = i;
            }
        }
    }

    private static double Mean(this (int Start, int End) run, IReadOnlyList<double> levels) =>
        Enumerable.Range(run.Start, run.End - run.Start).Average(i => Math.Max(levels[i], Inaudible));
}
