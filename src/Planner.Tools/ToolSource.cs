using Planner.Routing;

namespace Planner.Tools;

/// <summary>
/// A place that has tools, with those it had when it was added: a file of <c>PLANNER_HOME/tools</c>, named like the source. Planning reads the
/// file alone; the place is called when a step runs.
/// </summary>
public sealed record ToolSource
{
    /// <summary>The version of this form.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the file's form.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Its name: lower-case letters, digits, dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ToolKind Kind { get; init; }

    /// <summary>Of a database: its connection string, a <c>postgresql://</c> address or a SQLite file, or where that is (<c>env:NAME</c>, <c>file:PATH</c>).</summary>
    public string? Connection { get; init; }

    /// <summary>Of an MCP server on this machine: the program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init => field = value ?? []; } = [];

    /// <summary>Of an MCP server on this machine: environment variables that it gets, by name, besides those that every program needs.</summary>
    public IReadOnlyList<string> Variables { get; init => field = value ?? []; } = [];

    /// <summary>Of an HTTP API: its description, a file or an address.</summary>
    public string? Document { get; init; }

    /// <summary>Of an MCP server or HTTP API: its address.</summary>
    public Uri? Url { get; init; }

    /// <summary>The key that the address wants, as a reference (<c>env:NAME</c>, <c>file:PATH</c>); sent to no other.</summary>
    public string? Key { get; init; }

    /// <summary>The header that takes the key; null: <c>Authorization: Bearer</c>.</summary>
    public string? KeyHeader { get; init; }

    /// <summary>Whether tools that change something may be planned too.</summary>
    public bool AllowWrites { get; init; }

    /// <summary>How far data travels when it is called.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;

    /// <summary>Its tools.</summary>
    public IReadOnlyList<Tool> Tools { get; init => field = value ?? []; } = [];
}
