using Planner.Artifacts;

namespace Planner.Cli.Running;

/// <summary>The files that a run made.</summary>
internal static class ArtifactExport
{
    /// <summary>Copies the files into a folder; none overwrites another or a file that was there.</summary>
    /// <returns>Full paths by artifact id.</returns>
    /// <exception cref="CommandLineException">The folder can't be written to.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> SaveAsync(
        ArtifactStore store, IReadOnlyList<Artifact> artifacts, string folder, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var artifact in artifacts)
            {
                await using var from = store.OpenRead(artifact);
                await using var to = CreateNew(folder, artifact.Name);
                await from.CopyToAsync(to, cancellationToken);
                paths[artifact.Id] = to.Name;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"Files can't be saved in '{folder}': {exception.Message} Name another folder with --out.", exception);
        }

        return paths;
    }

    private static FileStream CreateNew(string folder, string name)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");
            if (!Path.Exists(path))
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous);
            }
        }
    }
}
