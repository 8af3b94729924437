using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SemanticKernelAgent;

/// <summary>An operation of an OpenAPI document, as a function: query parameters of a GET, or the members of a JSON body.</summary>
internal sealed class OpenApiFunction(HttpClient http, HttpMethod method, string path, JsonObject operation, JsonObject schema) : AIFunction
{
    public override string Name => (string)operation["operationId"]!;

    public override string Description => $"{operation["summary"]}. {operation["description"]}";

    public override JsonElement JsonSchema { get; } = JsonSerializer.SerializeToElement(schema);

    public static async Task<List<OpenApiFunction>> ReadAsync(Uri document)
    {
        var http = new HttpClient { BaseAddress = document };
        var json = JsonNode.Parse(await http.GetStringAsync(document))!;
        return [.. json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(member =>
        {
            var operation = member.Value!.AsObject();
            var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } body ? Whole(body, json).AsObject() : new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject((operation["parameters"]?.AsArray() ?? []).Select(parameter => KeyValuePair.Create((string)parameter!["name"]!, (JsonNode?)Whole(parameter["schema"]!, json)))),
            };
            return new OpenApiFunction(http, HttpMethod.Parse(member.Key), path.Key, operation, schema);
        }))];
    }

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var query = method == HttpMethod.Get ? "?" + string.Join('&', arguments.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!.ToString()!)}")) : "";
        using var request = new HttpRequestMessage(method, path + query);
        if (method != HttpMethod.Get)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(arguments.ToDictionary(pair => pair.Key, pair => pair.Value)), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    // A chat model wants a function's schema whole.
    private static JsonNode Whole(JsonNode schema, JsonNode document) => schema switch
    {
        JsonObject o when o["$ref"] is { } reference => Whole(((string)reference!).Split('/')[1..].Aggregate(document, (node, part) => node[part]!), document),
        JsonObject o => new JsonObject(o.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Whole(member.Value, document)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Whole(item, document))]),
        _ => schema.DeepClone(),
    };
}
