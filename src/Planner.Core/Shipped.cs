namespace Planner;

/// <summary>Finds the folders of data that are shipped with the program.</summary>
internal static class Shipped
{
    /// <summary>The nearest folder of that name at or above the program's own; where it is expected when there is none.</summary>
    /// <param name="name">The folder's name, such as <c>model-catalog</c>.</param>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, name);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
