using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Serialization;

namespace Planner.Routing;

/// <summary>The instances that the user added, in a JSON file that only its user may read: a key may stand in it.</summary>
public sealed class InstanceStore(IOptions<InstanceOptions> options)
{
    private static readonly JsonSerializerOptions Readable = new(PlannerJson.Context.Options) { WriteIndented = true };

    /// <summary>All instances; none when there is no file.</summary>
    /// <exception cref="InstanceException">The file is there and can't be read.</exception>
    public IReadOnlyList<BackendInstance> Read()
    {
        try
        {
            var instances = JsonSerializer.Deserialize(File.ReadAllBytes(options.Value.File), PlannerJson.Context.IReadOnlyListBackendInstance) ?? [];
            return instances.GroupBy(instance => instance.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw new InstanceException($"'{options.Value.File}' has the instance '{twice.Key}' twice. Rename or remove one.")
                : instances;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InstanceException($"The instances in '{options.Value.File}' can't be read: {exception.Message} Correct the file, or remove it and add them again.", exception);
        }
    }

    /// <summary>Adds an instance, in place of one of the same name.</summary>
    /// <exception cref="InstanceException">The file can't be read or written.</exception>
    public void Put(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Write([.. Read().Where(other => other.Name != instance.Name), instance]);
    }

    /// <summary>Removes an instance.</summary>
    /// <returns>Whether there was one of that name.</returns>
    /// <exception cref="InstanceException">The file can't be read or written.</exception>
    public bool Remove(string name)
    {
        var instances = Read();
        var left = instances.Where(instance => instance.Name != name).ToList();
        if (left.Count == instances.Count)
        {
            return false;
        }

        Write(left);
        return true;
    }

    private void Write(IReadOnlyList<BackendInstance> instances)
    {
        try
        {
            PrivateFile.Write(options.Value.File, JsonSerializer.SerializeToUtf8Bytes(instances, Readable.GetTypeInfo(typeof(IReadOnlyList<BackendInstance>))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InstanceException($"The instances in '{options.Value.File}' can't be written: {exception.Message} Check the folder's permissions.", exception);
        }
    }
}
