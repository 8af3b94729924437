using System.Globalization;
using System.Text;
using Planner.Inference.Local.Programs;
using Planner.Text;

namespace Planner.Inference.Local.Speech;

/// <summary>Calls espeak-ng.</summary>
internal sealed class Espeak(ProcessRunner programs)
{
    /// <summary>The program and the Debian package of that name.</summary>
    public const string Program = "espeak-ng";

    // Speech peaks far above this; the hiss of a voice that says nothing stays below.
    private const double Silence = 0.01;

    /// <summary>Speaks a text into a WAV file.</summary>
    /// <param name="text">Any text; nothing in it is obeyed.</param>
    /// <param name="voice">A name that espeak-ng knows, see <see cref="EspeakVoices"/>.</param>
    /// <param name="speed">In words per minute.</param>
    /// <param name="language">For messages.</param>
    /// <param name="folder">Where espeak-ng works.</param>
    /// <param name="wav">The file that it writes.</param>
    /// <param name="cancellationToken">Kills espeak-ng.</param>
    /// <returns>How long and how loud the speech is.</returns>
    /// <exception cref="EngineException">It could not be spoken, or nothing can be heard.</exception>
    public async Task<WavFile> SpeakAsync(
        string text, string voice, int speed, string language, ScratchFolder folder, string wav, CancellationToken cancellationToken)
    {
        // The text goes in through standard input, where it can be no option; -m, which would make tags in it work, is not given. A voice
        // that begins with a hyphen is still the value of -v.
        var result = await programs.RunAsync(
            new ProgramCall(Program, ["-v", voice, "-s", speed.ToString(CultureInfo.InvariantCulture), "-b", "1", "-w", wav, "--stdin"])
            {
                Input = Encoding.UTF8.GetBytes(Spoken(text)),
                Folder = folder,
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw result.ErrorTail.Contains("voice does not exist", StringComparison.Ordinal)
                ? EngineException.BadInput($"espeak-ng has no voice '{voice}'.", "Leave the voice out, or take one that `espeak-ng --voices` lists.")
                : new EngineException(result.ToError("speaking", Program));
        }

        return File.Exists(wav) && await WavFile.ReadAsync(wav, cancellationToken) is { Seconds: > 0, Peak: >= Silence } speech
            ? speech
            : throw EngineException.Model($"espeak-ng gave no sound for the text in {Language.NameOf(language)}.", "Check that the language is the text's.");
    }

    // A lone line break stands in the middle of a sentence of a scanned page; read as it is, it would make a pause.
    private static string Spoken(string text) => TextLines.Unwrap(text.Replace('\0', ' '));
}
