using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Serialization;

namespace Planner.Routing;

/// <summary>
/// Says how the instances do as running programs see it: each keeps a file of its own in a folder, written when a breaker or an instance's health changes, so that
/// <c>planner instances</c> can show what a server sees.
/// </summary>
public sealed class InstanceStates(IOptions<InstanceOptions> options) : IDisposable
{
    private readonly Lock _gate = new();
    private Func<IReadOnlyList<InstanceStatus>>? _wanted;
    private Task _writing = Task.CompletedTask;
    private bool _over;

    private string? Own => options.Value.StatesFolder is { Length: > 0 } folder ? Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + ".json") : null;

    /// <summary>What each program that runs now says, by its process id.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<InstanceStatus>> Read()
    {
        var states = new SortedDictionary<int, IReadOnlyList<InstanceStatus>>();
        if (options.Value.StatesFolder is not { Length: > 0 } folder || !Directory.Exists(folder))
        {
            return states;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (!int.TryParse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture, out var process))
            {
                continue;
            }

            try
            {
                if (!Runs(process, File.GetLastWriteTimeUtc(file)))
                {
                    // Its program ended without a chance to tidy up.
                    File.Delete(file);
                }
                else if (JsonSerializer.Deserialize(File.ReadAllBytes(file), PlannerJson.Context.IReadOnlyListInstanceStatus) is { } known)
                {
                    states[process] = known;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                // It ended, or is another user's: nothing is known of it.
            }
        }

        return states;
    }

    /// <summary>Says how this program's instances do, soon and in the background: who calls may hold locks.</summary>
    internal void Tell(Func<IReadOnlyList<InstanceStatus>> statuses)
    {
        lock (_gate)
        {
            if (Own is null || _over)
            {
                return;
            }

            var waits = _wanted is not null;
            _wanted = statuses;
            if (!waits)
            {
                _writing = _writing.ContinueWith(_ => Write(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Completes when what was told is written.</summary>
    internal Task WrittenAsync()
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    /// <summary>Takes the file away: the program ends.</summary>
    public void Dispose()
    {
        Task writing;
        lock (_gate)
        {
            _over = true;
            writing = _writing;
        }

        if (Own is { } file)
        {
            writing.ContinueWith(_ => Delete(file), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Write()
    {
        Func<IReadOnlyList<InstanceStatus>> statuses;
        lock (_gate)
        {
            (statuses, _wanted) = (_wanted!, null);
        }

        try
        {
            PrivateFile.Write(Own!, JsonSerializer.SerializeToUtf8Bytes(statuses(), PlannerJson.Context.IReadOnlyListInstanceStatus));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Only the view of others suffers.
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Who reads it next finds that the program has ended.
        }
    }

    // A later program may have the number of an earlier one.
    private static bool Runs(int process, DateTime written)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return running.StartTime.ToUniversalTime() <= written;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
