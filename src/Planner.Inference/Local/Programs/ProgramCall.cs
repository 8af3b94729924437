namespace Planner.Inference.Local.Programs;

/// <summary>One start of a program: what, with which arguments, within which limits.</summary>
/// <param name="Program">Its name, looked up in PATH; never a command line.</param>
/// <param name="Arguments">Its arguments, each handed over as it is; no shell reads them.</param>
internal sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What is written to its standard input; empty closes it at once.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The longest that it may take; null: the runner's own limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The most that it may write to standard output, in bytes; null: the runner's own limit.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>The folder that it works in, when the caller puts files there or takes files from it; null: one made for this call.</summary>
    public ScratchFolder? Folder { get; init; }

    /// <summary>Environment variables that it gets besides the few that every program gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
