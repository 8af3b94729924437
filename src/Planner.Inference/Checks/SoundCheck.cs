using System.Runtime.InteropServices;
using Planner.Artifacts;
using Planner.Execution.Checks;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Programs;
using Planner.Inference.Local.Speech;
using Planner.Values;

namespace Planner.Inference.Checks;

/// <summary>Sound can be decoded and heard; speech is about as long as its text takes to be said.</summary>
internal sealed class SoundCheck(ArtifactStore store, ProcessRunner programs) : FileCheck(Modality.Audio)
{
    // A thousandth of full scale, -60 dB: below what is heard beside a quiet room's noise.
    private const double Audible = 0.001;

    // The fastest that is still speech is some 15 syllables, 40 letters, a second; half of a text left out shows at that pace.
    private const double MostLettersPerSecond = 40;

    // What is listened to of what is not plain WAV: ten minutes of one channel at 8 kHz.
    private const int SampleRate = 8000;
    private const int MostSeconds = 600;

    /// <inheritdoc/>
    protected override async ValueTask<ResultFlaw?> LookAsync(InferenceRequest request, Artifact file, CancellationToken cancellationToken)
    {
        var plain = file.MediaType == "audio/wav" ? await ReadAsync(file, cancellationToken) : null;
        if ((plain ?? await DecodeAsync(file, cancellationToken)) is not { } sound)
        {
            return Ffmpeg.Missing().Count > 0 ? null : ResultFlaw.Fails("gave sound that is damaged");
        }

        if (sound.Seconds <= 0 || sound.Peak < Audible)
        {
            return ResultFlaw.Fails("gave silence");
        }

        return request.Task.Id == "text-to-speech" && sound.Seconds < MostSeconds
            && request.Inputs.GetValueOrDefault("text") is TextValue { Text: var text } && text.Count(char.IsLetter) > MostLettersPerSecond * sound.Seconds
            ? ResultFlaw.Weak(FormattableString.Invariant($"gave {sound.Seconds:0.#} s of speech for {text.Length} characters: some of the text is missing"))
            : null;
    }

    private async Task<WavFile?> ReadAsync(Artifact file, CancellationToken cancellationToken)
    {
        try
        {
            return await WavFile.ReadAsync(store.PathOf(file), cancellationToken);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private async Task<WavFile?> DecodeAsync(Artifact file, CancellationToken cancellationToken)
    {
        var result = await programs.RunAsync(
            new ProgramCall(Ffmpeg.Program, ["-nostdin", .. Ffmpeg.Input(store.PathOf(file)), "-t", $"{MostSeconds}", "-vn", "-ac", "1", "-ar", $"{SampleRate}", "-f", "s16le", "-"]), cancellationToken);
        if (!result.Succeeded)
        {
            return null;
        }

        var peak = 0;
        foreach (var sample in MemoryMarshal.Cast<byte, short>(result.Output.AsSpan(0, result.Output.Length & ~1)))
        {
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        return new WavFile(result.Output.Length / (2.0 * SampleRate), peak / 32768.0);
    }
}
