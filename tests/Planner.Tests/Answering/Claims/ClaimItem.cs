using System.Text.Json;
using Planner.Values;

namespace Planner.Tests.Answering.Claims;

/// <summary>What steps gave, and claims about it that are true and false; of the false ones, where it is written down, what is wrong with each.</summary>
public sealed record ClaimItem(string Id, string Set, string Lang, Dictionary<string, JsonElement> Steps, List<string> True, List<string> False, List<string>? Kinds = null)
{
    /// <summary>What a step gave.</summary>
    public static Value ValueOf(JsonElement step) => step.ValueKind == JsonValueKind.String
        ? new TextValue(step.GetString()!)
        : new StructuredValue(Modalities.Named(step.GetProperty("shape").GetString()!)!.Value, step.GetProperty("json"));
}
