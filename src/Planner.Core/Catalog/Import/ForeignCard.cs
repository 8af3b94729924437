using System.Text.Json;

namespace Planner.Catalog.Import;

/// <summary>A JSON object whose members may be absent or of another kind than expected.</summary>
internal readonly record struct ForeignCard(JsonElement Json)
{
    public bool Has(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out _);

    public string? Text(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } found ? found : null,
        { ValueKind: JsonValueKind.Array } => Texts(name) is [var first, ..] ? first : null,
        _ => null,
    };

    public IReadOnlyList<string> Texts(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    public long? Number(string name) => Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public ForeignCard? Inner(string name) => Member(name) is { ValueKind: JsonValueKind.Object } inner ? new ForeignCard(inner) : null;

    private JsonElement Member(string name) => Has(name) ? Json.GetProperty(name) : default;
}
