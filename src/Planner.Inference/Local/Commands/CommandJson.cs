using System.Text.Json;
using System.Text.Json.Serialization;

namespace Planner.Inference.Local.Commands;

/// <summary>How engine files are read: no unknown members, so that a slip of the pen is found.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(CommandDefinition))]
internal sealed partial class CommandJson : JsonSerializerContext;
