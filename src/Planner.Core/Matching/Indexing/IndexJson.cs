using System.Text.Json.Serialization;

namespace Planner.Matching.Indexing;

/// <summary>How the index writes its small parts.</summary>
[JsonSerializable(typeof(List<List<string>>))]
[JsonSerializable(typeof(IndexManifest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class IndexJson : JsonSerializerContext;
