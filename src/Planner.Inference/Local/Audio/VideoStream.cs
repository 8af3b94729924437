namespace Planner.Inference.Local.Audio;

/// <summary>The moving pictures of a file.</summary>
/// <param name="Codec">As ffmpeg names it, such as <c>h264</c>.</param>
/// <param name="Width">In pixels, as it is to be seen.</param>
/// <param name="Height">In pixels, as it is to be seen.</param>
/// <param name="FramesPerSecond">On average.</param>
/// <param name="Frames">How many; null when the file does not say.</param>
internal sealed record VideoStream(string Codec, int Width, int Height, double FramesPerSecond, int? Frames);
