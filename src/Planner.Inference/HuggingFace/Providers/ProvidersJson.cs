using System.Text.Json;
using System.Text.Json.Serialization;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>The serialisers of the cache.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Dictionary<string, KnownProviders>))]
internal sealed partial class ProvidersJson : JsonSerializerContext;
