using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Planner.Inference.Local.Programs;

/// <summary>Ends a program with everything that it started.</summary>
internal static partial class ProcessTree
{
    private const int SigKill = 9;

    /// <summary>
    /// Kills the process, its descendants, and, where it leads a session of its own, all that is in its process group: a grandchild whose
    /// parent is gone is in the group but no longer in the tree.
    /// </summary>
    public static void Kill(Process process, bool leadsGroup)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already, wholly or in part.
        }

        KillGroup(process, leadsGroup);
    }

    /// <summary>Kills what is left in the process group after its leader ended.</summary>
    public static void KillGroup(Process process, bool leadsGroup)
    {
        if (leadsGroup && !OperatingSystem.IsWindows())
        {
            _ = SendSignal(-process.Id, SigKill);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
