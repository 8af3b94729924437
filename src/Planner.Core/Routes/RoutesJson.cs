using System.Text.Json;
using System.Text.Json.Serialization;

namespace Planner.Routes;

/// <summary>Reads <c>routes.json</c>.</summary>
[JsonSourceGenerationOptions(AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(IReadOnlyList<Route>))]
internal sealed partial class RoutesJson : JsonSerializerContext;
