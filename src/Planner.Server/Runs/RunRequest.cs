using System.ComponentModel;
using System.Text.Json.Nodes;
using Planner.Runs;

namespace Planner.Server.Runs;

/// <summary>A request as JSON.</summary>
public sealed record RunRequest
{
    /// <summary>The words.</summary>
    [Description("What is to be done, in plain words. Files are referred to by their names.")]
    public string? Text { get; init; }

    /// <summary>The files.</summary>
    [Description("The files that the words are about.")]
    public IReadOnlyList<AttachmentSource> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>How to run it.</summary>
    public RequestOptions? Options { get; init; }

    /// <summary>The language of the words.</summary>
    [Description("The language of the words as an ISO 639-1 code; found out when absent.")]
    public string? Language { get; init; }

    /// <summary>The plan to run.</summary>
    [Description("The plan to run; the server plans when absent.")]
    public JsonNode? Plan { get; init; }

    /// <summary>Other values for the plan's parameters.</summary>
    [Description("Other values for the parameters of the plan, by their names, such as {\"target_language\":\"de\"}. Only with a plan.")]
    public JsonObject? Set { get; init; }
}
