using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Tools.OpenApi;

/// <summary>Reads OpenAPI 3 descriptions as tools: an operation a tool, its parameters and the members of its JSON body as one flat set of arguments.</summary>
internal static class OpenApiDocument
{
    private const int MaxDepth = 20;
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>The first address that it gives.</summary>
    public static string? Server(string text) => JsonNode.Parse(text) is JsonObject root && (root["servers"] as JsonArray)?.FirstOrDefault() is JsonObject first ? (string?)first["url"] : null;

    /// <summary>The tools.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="ToolException">It is no description, or has nothing that may be called.</exception>
    public static IReadOnlyList<Tool> Read(string text, ToolSource source)
    {
        if (JsonNode.Parse(text) is not JsonObject root || root["paths"] is not JsonObject paths)
        {
            throw new ToolException("The description has no \"paths\". Give an OpenAPI description of version 3, in JSON.");
        }

        var tools = new List<Tool>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, item) in paths)
        {
            foreach (var method in Methods.Where(method => method == "get" || source.AllowWrites))
            {
                if (Resolve(item, root) is JsonObject shared && shared[method] is JsonObject operation)
                {
                    var tool = ToolOf(source, path, method, operation, shared["parameters"] as JsonArray, root);
                    if (ids.Add(tool.Task.Id))
                    {
                        tools.Add(tool);
                    }
                }
            }
        }

        return tools.Count > 0
            ? tools
            : throw new ToolException("The description has no operation that may be called. Those other than GET change something; allow them with --allow-writes.");
    }

    private static Tool ToolOf(ToolSource source, string path, string method, JsonObject operation, JsonArray? shared, JsonObject root)
    {
        var name = (string?)operation["operationId"] is { Length: > 0 } id ? id : $"{method} {path}";
        var properties = new JsonObject();
        var required = new JsonArray();
        var places = new JsonObject();
        foreach (var parameter in (shared ?? []).Concat(operation["parameters"] as JsonArray ?? []).Select(one => Resolve(one, root)).OfType<JsonObject>())
        {
            if ((string?)parameter["name"] is not { Length: > 0 } parameterName || (string?)parameter["in"] is not ("path" or "query" or "header") and not null)
            {
                continue;
            }

            var schema = Resolve(parameter["schema"], root)?.DeepClone() as JsonObject ?? new JsonObject { ["type"] = "string" };
            schema["description"] ??= parameter["description"]?.DeepClone();
            properties[parameterName] = schema;
            places[parameterName] = (string?)parameter["in"];
            if ((bool?)parameter["required"] is true)
            {
                required.Add(parameterName);
            }
        }

        if (Resolve(operation["requestBody"], root)?["content"]?["application/json"]?["schema"] is { } content && Resolve(content, root) is JsonObject body)
        {
            foreach (var (member, schema) in body["properties"] as JsonObject ?? [])
            {
                if (!properties.ContainsKey(member))
                {
                    properties[member] = Resolve(schema, root)?.DeepClone();
                    places[member] = "body";
                }
            }

            foreach (var member in body["required"] as JsonArray ?? [])
            {
                required.Add((string)member!);
            }
        }

        using var flat = JsonDocument.Parse(new JsonObject { ["properties"] = properties, ["required"] = required }.ToJsonString());
        var description = string.Join(' ', new[] { (string?)operation["summary"], (string?)operation["description"] }.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());
        return new Tool
        {
            Name = name,
            // Idempotent methods, RFC 9110 section 9.2.2.
            Repeatable = method is "get" or "put" or "delete",
            Task = ToolSchema.Task(source.Name, name, description, flat.RootElement),
            Call = new JsonObject { ["method"] = method.ToUpperInvariant(), ["path"] = path, ["in"] = places },
        };
    }

    // References within the description; one that leads elsewhere, or in a circle, is left as it is.
    private static JsonNode? Resolve(JsonNode? node, JsonObject root)
    {
        for (var depth = 0; depth < MaxDepth && node is JsonObject one && (string?)one["$ref"] is { } reference && reference.StartsWith("#/", StringComparison.Ordinal); depth++)
        {
            node = reference[2..].Split('/').Aggregate(
                (JsonNode?)root, (at, part) => (at as JsonObject)?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);
        }

        return node;
    }
}
