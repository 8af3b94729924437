using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Routing;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Execution.Caching;

/// <summary>
/// A call in a form that is the same for everybody who makes it: files by the hash of their bytes, in place of ids, which are each owner's own. A result is
/// kept in that form too, and given to another with ids of their own, so that no id of one user ever comes to another.
/// </summary>
internal sealed class CallForm
{
    private const string Place = "$";
    private const string Id = "id";
    private const string ArtifactMember = "artifact";
    private const string ArtifactIdMember = "artifactId";
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _files = new(StringComparer.Ordinal);

    /// <summary>The form of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="model">The model.</param>
    /// <param name="revision">Its very version.</param>
    public CallForm(RoutedCall call, string model, string revision)
    {
        var inputs = new JsonObject();
        foreach (var (slot, value) in call.Inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            inputs[slot] = Placed(JsonSerializer.SerializeToNode(value, PlannerJson.Context.Value)!);
        }

        var parameters = new JsonObject();
        foreach (var (name, value) in call.Step.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            parameters[name] = value?.DeepClone();
        }

        var whole = new JsonObject
        {
            ["model"] = model,
            ["revision"] = revision,
            ["task"] = call.Task.Id,
            ["instruction"] = call.Step.Instruction,
            ["language"] = call.Language,
            ["requirements"] = call.Step.Requirements is { } requirements ? string.Join(',', requirements.Languages ?? []) : null,
            ["parameters"] = parameters,
            ["inputs"] = inputs,
            ["files"] = new JsonArray([.. _places.OrderBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => (JsonNode?)(_files.GetValueOrDefault(pair.Key)?["sha256"]?.GetValue<string>() ?? ""))]),
        };
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToJsonString())));
    }

    /// <summary>The SHA-256 of the form, lower-case hex.</summary>
    public string Key { get; }

    /// <summary>A result as it is kept; null when it points at files that are neither the call's nor its own.</summary>
    public byte[]? Keep(Value value)
    {
        var json = JsonSerializer.SerializeToNode(value, PlannerJson.Context.Value)!;
        var own = new HashSet<string>(StringComparer.Ordinal);
        Walk(json, file => own.Add(file[Id]!.GetValue<string>()), _ => { });
        var foreign = false;
        Walk(json, file => Replace(file), pointer =>
        {
            var id = pointer[ArtifactIdMember]!.GetValue<string>();
            foreign |= !_places.ContainsKey(id) && !own.Contains(id);
            pointer[ArtifactIdMember] = _places.GetValueOrDefault(id, id);
        });
        return foreign ? null : Encoding.UTF8.GetBytes(json.ToJsonString(PlannerJson.Context.Options));

        void Replace(JsonObject file)
        {
            var id = file[Id]!.GetValue<string>();
            file[Id] = _places.GetValueOrDefault(id, id);
            file.Remove("owner");
        }
    }

    /// <summary>A kept result as this call's own; null when bytes of it are gone.</summary>
    public async Task<Value?> GiveAsync(byte[] kept, ArtifactStore store, CancellationToken cancellationToken)
    {
        var json = JsonNode.Parse(kept)!;
        var ids = _places.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var files = new List<JsonObject>();
        Walk(json, files.Add, _ => { });
        foreach (var file in files)
        {
            var id = file[Id]!.GetValue<string>();
            if (ids.TryGetValue(id, out var given))
            {
                // The call's own file, handed through.
                if (_files.GetValueOrDefault(given) is not { } known)
                {
                    return null;
                }

                Copy(known, file);
                continue;
            }

            var artifact = file.Deserialize(PlannerJson.Context.Artifact)!;
            if (await store.PutAgainAsync(artifact, cancellationToken) is not { } mine)
            {
                return null;
            }

            ids[id] = mine.Id;
            Copy(JsonSerializer.SerializeToNode(mine, PlannerJson.Context.Artifact)!.AsObject(), file);
        }

        Walk(json, _ => { }, pointer => pointer[ArtifactIdMember] = ids.GetValueOrDefault(pointer[ArtifactIdMember]!.GetValue<string>(), ""));
        return json.Deserialize(PlannerJson.Context.Value);
    }

    private JsonNode Placed(JsonNode json)
    {
        Walk(json, file =>
        {
            var id = file[Id]!.GetValue<string>();
            _files.TryAdd(id, file.DeepClone().AsObject());
            file[Id] = PlaceOf(id);
            file.Remove("owner");
        }, pointer => pointer[ArtifactIdMember] = PlaceOf(pointer[ArtifactIdMember]!.GetValue<string>()));
        return json;
    }

    private string PlaceOf(string id) => _places.TryGetValue(id, out var place) ? place : _places[id] = $"{Place}{_places.Count:D6}";

    private static void Copy(JsonObject from, JsonObject to)
    {
        to.Clear();
        foreach (var (name, value) in from)
        {
            to[name] = value?.DeepClone();
        }
    }

    /// <summary>Every file, and every pointer to one, in the order of the JSON.</summary>
    private static void Walk(JsonNode? node, Action<JsonObject> file, Action<JsonObject> pointer)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    Walk(item, file, pointer);
                }

                break;
            case JsonObject members:
                if (members[ArtifactIdMember] is JsonValue id && id.TryGetValue<string>(out _))
                {
                    pointer(members);
                }

                if (members[ArtifactMember] is JsonObject artifact && artifact[Id] is JsonValue own && own.TryGetValue<string>(out _) && artifact.ContainsKey("sha256"))
                {
                    file(artifact);
                }

                foreach (var (_, member) in members.ToList())
                {
                    Walk(member, file, pointer);
                }

                break;
        }
    }
}
