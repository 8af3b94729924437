namespace Planner.Inference.Local.Audio;

/// <summary>One thing that is done to a recording.</summary>
/// <param name="Name">For the result's name, such as <c>denoised</c>.</param>
/// <param name="Apply">Adds what ffmpeg must be told.</param>
internal sealed record AudioOperation(string Name, Action<AudioChain> Apply)
{
    /// <summary>A filter that leaves the length as it is.</summary>
    public static AudioOperation Plain(string name, string filter) => new(name, chain => chain.Add(filter));
}
