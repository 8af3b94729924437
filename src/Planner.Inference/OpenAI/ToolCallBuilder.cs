using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Planner.Inference.OpenAI;

/// <summary>Puts together the calls of tools, whose names and arguments come in pieces.</summary>
internal sealed class ToolCallBuilder
{
    private readonly SortedDictionary<long, (string? Id, StringBuilder Name, StringBuilder Arguments)> _calls = [];

    /// <summary>Takes a piece; servers that number nothing send whole calls.</summary>
    public void Read(JsonElement call)
    {
        var id = LenientJson.TextOf(call, "id");
        var index = LenientJson.NumberOf(call, "index") ?? (id is null && _calls.Count > 0 ? _calls.Keys.Last() : _calls.Count);
        Add(index, id, LenientJson.ObjectOf(call, "function") ?? call);
    }

    /// <summary>Takes a piece of the one call of the older form.</summary>
    public void ReadFunction(JsonElement function) => Add(0, null, function);

    /// <summary>
    /// The calls. Arguments that are no JSON object are data: the call carries the error, and <see cref="AIContent.RawRepresentation"/> the arguments as
    /// they were written.
    /// </summary>
    public IEnumerable<FunctionCallContent> Build() => _calls.Select(pair =>
    {
        var call = FunctionCallContent.CreateFromParsedArguments(
            pair.Value.Arguments.ToString(), pair.Value.Id ?? $"call_{pair.Key}", pair.Value.Name.ToString(), Arguments);
        call.RawRepresentation = pair.Value.Arguments.ToString();
        return call;
    });

    private static Dictionary<string, object?> Arguments(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        return LenientJson.Parse(text) is { ValueKind: JsonValueKind.Object } json
            ? json.EnumerateObject().GroupBy(member => member.Name).ToDictionary(group => group.Key, group => (object?)group.Last().Value)
            : throw new FormatException("The arguments are no JSON object.");
    }

    private void Add(long index, string? id, JsonElement function)
    {
        if (!_calls.TryGetValue(index, out var call))
        {
            call = (id, new(), new());
        }

        call.Id ??= id;
        call.Name.Append(LenientJson.TextOf(function, "name"));
        // Some send the object itself and not its text.
        call.Arguments.Append(LenientJson.TextOf(function, "arguments") ?? LenientJson.ObjectOf(function, "arguments")?.GetRawText());
        _calls[index] = call;
    }
}
