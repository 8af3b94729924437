using System.Text.Json;

namespace Planner.Inference.Local.Commands;

/// <summary>A program as an engine, as a file of <c>PLANNER_HOME/engines</c> says it.</summary>
internal sealed record CommandDefinition
{
    /// <summary><c>command/</c> and a name of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The task that it does, by id or alias.</summary>
    public required string Task { get; init; }

    /// <summary>What it is good at; models are matched by it.</summary>
    public required string Description { get; init; }

    /// <summary>A program in PATH, or an absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>Arguments: strings with placeholders, or lists of strings that are left out when a value in them is not given.</summary>
    public required IReadOnlyList<JsonElement> Arguments { get; init; }

    /// <summary><c>file</c>: it writes <c>{output}</c>; <c>stdout</c>: what it prints is the result.</summary>
    public string Output { get; init => field = value ?? "stdout"; } = "stdout";

    /// <summary>What is written to its standard input, with placeholders; null: nothing.</summary>
    public string? Input { get; init; }

    /// <summary>Languages it knows, ISO 639-1.</summary>
    public IReadOnlyList<string> Languages { get; init => field = value ?? []; } = [];

    /// <summary>The longest that it may take, in seconds; null: the usual limit.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>What to run when the program is missing.</summary>
    public string? Fix { get; init; }

    /// <summary>True when the same call always gives the same and changes nothing: then results are kept and given again.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Its license, for people.</summary>
    public string? License { get; init; }

    /// <summary>True when it works but is weak.</summary>
    public bool Experimental { get; init; }
}
