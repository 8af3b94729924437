using System.Text.Json;

namespace Planner.Tests.Cli;

/// <summary>What a command gave.</summary>
internal sealed record CliOutcome(int Code, string Output, string Error)
{
    /// <summary>Standard output, which must be one JSON value and nothing else.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
