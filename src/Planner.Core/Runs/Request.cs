using Planner.Planning;

namespace Planner.Runs;

/// <summary>What a user asks for.</summary>
public sealed record Request
{
    /// <summary>The words.</summary>
    public required string Text { get; init; }

    /// <summary>The files.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>The language of the words, ISO 639-1; found out when null.</summary>
    public string? Language { get; init; }

    /// <summary>Whose request it is: the user of an API key; null: whoever sits at this machine.</summary>
    public string? User { get; init; }

    /// <summary>The id of the API key through which it came: its budget pays too; null: none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The plan to run; null: the controller plans.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The turns before it in its conversation, oldest first: what "that" in it may mean.</summary>
    public IReadOnlyList<PastTurn> History { get; init => field = value ?? []; } = [];

    /// <summary>Standing instructions of the user's for how to answer; null: none.</summary>
    public string? Instructions { get; init; }

    /// <summary>The saved plan that it runs, with its version: <c>invoice-to-spanish@2</c>; null: none.</summary>
    public string? SavedPlan { get; init; }

    /// <summary>The run that it runs again; null: none.</summary>
    public string? RerunOf { get; init; }

    /// <summary>How to run it.</summary>
    public RequestOptions Options { get; init => field = value ?? new(); } = new();
}
