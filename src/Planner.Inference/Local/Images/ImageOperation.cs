namespace Planner.Inference.Local.Images;

/// <summary>One thing that is done to a picture.</summary>
/// <param name="Name">For the result's name, such as <c>grayscale</c>.</param>
/// <param name="Apply">Adds what ImageMagick must be told.</param>
internal sealed record ImageOperation(string Name, Action<ImageCanvas> Apply)
{
    /// <summary>An operation that is told with the same arguments whatever the picture.</summary>
    public static ImageOperation Plain(string name, params string[] arguments) => new(name, canvas => canvas.Add(arguments));
}
