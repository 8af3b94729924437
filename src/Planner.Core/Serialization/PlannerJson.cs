using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Conversations;
using Planner.Matching;
using Planner.Planning;
using Planner.Routes;
using Planner.Routing;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Statistics;
using Planner.Values;

namespace Planner.Serialization;

/// <summary>How Planner writes JSON: camel case, no escapes beyond what JSON needs, serialisers made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowOutOfOrderMetadataProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(PlanStep))]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(Assistant))]
[JsonSerializable(typeof(IReadOnlyList<Conversation>))]
[JsonSerializable(typeof(IReadOnlyList<Assistant>))]
[JsonSerializable(typeof(Value))]
[JsonSerializable(typeof(Artifact))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(BackendInstance))]
[JsonSerializable(typeof(IReadOnlyList<BackendInstance>))]
[JsonSerializable(typeof(BackendGroup))]
[JsonSerializable(typeof(Route))]
[JsonSerializable(typeof(IReadOnlyList<Route>))]
[JsonSerializable(typeof(IReadOnlyList<BackendGroup>))]
[JsonSerializable(typeof(GroupStrategy))]
[JsonSerializable(typeof(InstanceStatus))]
[JsonSerializable(typeof(IReadOnlyList<InstanceStatus>))]
[JsonSerializable(typeof(SyncState))]
[JsonSerializable(typeof(IReadOnlyList<TaskType>))]
[JsonSerializable(typeof(TaskType))]
[JsonSerializable(typeof(IReadOnlyList<RunSummary>))]
[JsonSerializable(typeof(IReadOnlyList<RunEvent>))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(SavedPlan))]
[JsonSerializable(typeof(IReadOnlyList<SavedPlan>))]
[JsonSerializable(typeof(IReadOnlyList<ScoreTerm>))]
[JsonSerializable(typeof(IReadOnlyList<BudgetState>))]
[JsonSerializable(typeof(Budget))]
[JsonSerializable(typeof(Rating))]
[JsonSerializable(typeof(IReadOnlyList<Rating>))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(IReadOnlyList<ModelStatistics>))]
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
