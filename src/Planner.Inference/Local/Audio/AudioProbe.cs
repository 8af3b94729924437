using Planner.Artifacts;

namespace Planner.Inference.Local.Audio;

/// <summary>What the first sound in a file is.</summary>
internal sealed class AudioProbe(MediaProbe probe, ArtifactStore store)
{
    /// <summary>The facts of the first sound in a file.</summary>
    /// <exception cref="EngineException">It can't be read, or has no sound.</exception>
    public Task<AudioFacts> ReadAsync(Artifact file, CancellationToken cancellationToken) => ReadAsync(store.PathOf(file), file.Name, cancellationToken);

    /// <summary>The facts of the first sound in a file.</summary>
    /// <exception cref="EngineException">It can't be read, or has no sound.</exception>
    public async Task<AudioFacts> ReadAsync(string path, string name, CancellationToken cancellationToken)
    {
        var streams = await probe.ReadAsync(path, name, cancellationToken);
        return streams.Audio is { } audio
            ? new AudioFacts(audio.Seconds ?? streams.Seconds, audio.SampleRate, audio.Channels)
            : throw EngineException.BadInput($"'{name}' has no sound in it.", "Send a recording.");
    }
}
