using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning;
using Planner.Runs;
using Planner.Values;

namespace Planner.Serialization;

/// <summary>How Planner writes JSON: camel case, no escapes beyond what JSON needs, serialisers made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowOutOfOrderMetadataProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(PlanStep))]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Value))]
[JsonSerializable(typeof(Artifact))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(IReadOnlyList<TaskType>))]
[JsonSerializable(typeof(TaskType))]
[JsonSerializable(typeof(IReadOnlyList<RunSummary>))]
[JsonSerializable(typeof(IReadOnlyList<RunEvent>))]
public sealed partial class PlannerJson : JsonSerializerContext
{
    /// <summary>The serialisers, with text in any script written as it is.</summary>
    public static PlannerJson Context { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
