namespace Planner.Inference.Local.Programs;

/// <summary>A folder of one call's own, readable by this user only, gone with everything in it when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private ScratchFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one among the system's temporary files.</summary>
    // CreateTempSubdirectory makes it with mode 0700.
    public static ScratchFolder Create() => new(Directory.CreateTempSubdirectory("planner-").FullName);

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Left to the system's cleaning of temporary files: a result must not be lost over it.
        }
    }
}
