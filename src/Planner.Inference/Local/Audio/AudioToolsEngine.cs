using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Audio;

/// <summary>
/// Changes recordings with ffmpeg as an instruction says. It does only what it understood every word of, and says so already when models
/// are matched.
/// </summary>
internal sealed class AudioToolsEngine(ProcessRunner programs, AudioProbe probe, ArtifactStore store) : ILocalEngine
{
    // 16-bit sound is silent below one step.
    private const double Silent = 1 / 32768.0;

    private static readonly int[] s_mp3Rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

    /// <inheritdoc/>
    public string Id => "local/audio-tools";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["audio-to-audio"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => Ffmpeg.CanRun(Id, AudioGrammar.Read(step.Instruction), AudioGrammar.Abilities);

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(Ffmpeg.Status(Id));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var file = SlotValues.Artifact(request, "audio");
        var facts = await probe.ReadAsync(file, cancellationToken);
        var before = await LevelsAsync(store.PathOf(file), cancellationToken)
            ?? throw EngineException.BadInput($"'{file.Name}' has no sound in it.", "Send a recording.");
        var chain = new AudioChain(facts, file.MediaType, before.Quiet);
        var operations = AudioGrammar.Read(request.Step.Instruction).Operations;
        foreach (var operation in operations)
        {
            operation.Apply(chain);
        }

        using var folder = ScratchFolder.Create();
        var (ending, codec) = Encoding(chain.MediaType);
        var path = folder.File("changed." + ending);
        // A conversion alone needs no filter.
        string[] filters = chain.Filters.Length > 0 ? ["-af", chain.Filters] : [];
        var result = await programs.RunAsync(
            new ProgramCall(
                Ffmpeg.Program,
                ["-nostdin", .. Ffmpeg.Input(store.PathOf(file)), "-map", "0:a:0", "-vn", "-sn", "-dn", .. filters, "-ar", $"{Rate(chain)}", .. codec, "file:" + path])
            { Folder = folder },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError($"changing '{file.Name}'", Ffmpeg.Program));
        }

        await CheckAsync(path, file.Name, before.Peak, cancellationToken);
        var name = $"{Path.GetFileNameWithoutExtension(file.Name)}-{string.Join('-', operations.Select(operation => operation.Name).Distinct().Take(4))}.{ending}";
        return InferenceResult.Success(new ArtifactValue(await store.PutFileAsync(path, name, cancellationToken))
        {
            Sources = [new ValueSource { ArtifactId = file.Id, Name = file.Name }],
        });
    }

    // Nothing may be left without a word: of a recording that was not silent itself, something must be heard.
    private async Task CheckAsync(string path, string name, double peakBefore, CancellationToken cancellationToken)
    {
        if (await LevelsAsync(path, cancellationToken) is not { } after)
        {
            throw EngineException.Model($"Of '{name}' nothing was left.", "Ask for less to be taken away.");
        }

        if (after.Peak <= Silent && peakBefore > Silent)
        {
            throw EngineException.Model($"Of '{name}' only silence was left.", "Ask for less to be taken away.");
        }
    }

    // The loudest sample, 0 to 1, and the level of the quiet tenth in decibels; null when there is no sample at all.
    private async Task<(double Peak, double Quiet)?> LevelsAsync(string path, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var pcm = folder.File("samples");
        var result = await programs.RunAsync(
            new ProgramCall(Ffmpeg.Program, ["-nostdin", .. Ffmpeg.Input(path), "-map", "0:a:0", "-ac", "1", "-ar", "16000", "-f", "s16le", "file:" + pcm]) { Folder = folder },
            cancellationToken);
        if (!result.Succeeded || !File.Exists(pcm))
        {
            return null;
        }

        double peak = 0;
        var levels = new List<double>();
        await foreach (var frame in PcmFrames.ReadAsync(pcm, 800, cancellationToken))
        {
            peak = Math.Max(peak, frame.Max(sample => Math.Abs(sample / 32768.0)));
            levels.Add(PcmFrames.Level(frame));
        }

        return levels.Count == 0 ? null : (peak, levels.Order().ElementAt(levels.Count / 10));
    }

    // MP3 knows few rates.
    private static int Rate(AudioChain chain) =>
        chain.MediaType == "audio/mpeg" ? s_mp3Rates.MinBy(rate => Math.Abs(rate - chain.SampleRate)) : chain.SampleRate;

    private static (string Ending, string[] Codec) Encoding(string mediaType) => mediaType switch
    {
        "audio/mpeg" => ("mp3", ["-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"]),
        "audio/ogg" => ("ogg", ["-c:a", "libvorbis", "-q:a", "5", "-f", "ogg"]),
        "audio/flac" => ("flac", ["-c:a", "flac", "-f", "flac"]),
        "audio/mp4" => ("m4a", ["-c:a", "aac", "-b:a", "160k", "-f", "ipod"]),
        "audio/aac" => ("aac", ["-c:a", "aac", "-b:a", "160k", "-f", "adts"]),
        _ => ("wav", ["-c:a", "pcm_s16le", "-f", "wav"]),
    };
}
