using System.Text.Json;
using Planner.Artifacts;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local;

/// <summary>Takes what an engine needs from a request's inputs, or says what is wrong with them.</summary>
internal static class SlotValues
{
    /// <summary>The file in a slot.</summary>
    /// <exception cref="EngineException">There is none, or something else.</exception>
    public static Artifact Artifact(InferenceRequest request, string slot) => request.Inputs.GetValueOrDefault(slot) switch
    {
        ArtifactValue file => file.Artifact,
        ListValue { Items: [ArtifactValue file] } => file.Artifact,
        null => throw EngineException.BadInput($"Step {request.Step.Id} has no '{slot}'.", "Attach the file, or name it in the request."),
        var other => throw EngineException.BadInput(
            $"Step {request.Step.Id} wants a file as '{slot}', not {other.Modality.Name()}.", "Attach the file, or name it in the request."),
    };

    /// <summary>The text in a slot; several are put together, structured values written as their words.</summary>
    /// <exception cref="EngineException">There is none, it is empty, or it is media.</exception>
    public static async Task<TextValue> TextAsync(InferenceRequest request, string slot, ArtifactStore store, CancellationToken cancellationToken)
    {
        if (request.Inputs.GetValueOrDefault(slot) is not { } value)
        {
            throw EngineException.BadInput($"Step {request.Step.Id} has no '{slot}'.", "Give it some text.");
        }

        var text = await TextAsync(value, request.Step.Id, slot, store, cancellationToken);
        return string.IsNullOrWhiteSpace(text.Text)
            ? throw EngineException.BadInput($"The '{slot}' of step {request.Step.Id} is empty.", "Give it some text.")
            : text;
    }

    /// <summary>Reads a value as text, its sources kept.</summary>
    /// <exception cref="EngineException">It is media.</exception>
    public static async Task<TextValue> TextAsync(Value value, string step, string slot, ArtifactStore store, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case TextValue text:
                return text;
            case StructuredValue structured:
                return new TextValue(Words(structured.Json)) { Sources = [.. structured.Sources.Select(source => source with { Covers = null })] };
            case ArtifactValue { Modality: Modality.Text or Modality.Table, Artifact: var file }:
                var content = await store.ReadTextAsync(file, cancellationToken);
                return new TextValue(content) { Sources = [new ValueSource { ArtifactId = file.Id, Name = file.Name }] };
            case ListValue list:
                var parts = new List<TextValue>();
                foreach (var item in list.Items)
                {
                    parts.Add(await TextAsync(item, step, slot, store, cancellationToken));
                }

                return Join(parts);
            case ArtifactValue { Artifact: var media }:
                throw EngineException.BadInput($"Step {step} wants text as '{slot}', but '{media.Name}' is {media.MediaType}.", "Read or transcribe it first.");
            default:
                throw EngineException.BadInput($"Step {step} wants text as '{slot}', not {value.Modality.Name()}.");
        }
    }

    /// <summary>Several texts as one, a blank line between them, each one's sources moved along.</summary>
    public static TextValue Join(IReadOnlyList<TextValue> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        var offset = 0;
        var sources = new List<ValueSource>();
        foreach (var part in parts)
        {
            sources.AddRange(part.Sources.Select(source =>
                source with { Covers = source.Covers?.Shift(offset) ?? new TextSpan(offset, offset + part.Text.Length) }));
            offset += part.Text.Length + 2;
        }

        var languages = parts.Select(part => part.Language).Distinct().ToArray();
        return new TextValue(string.Join("\n\n", parts.Select(part => part.Text)), languages is [var same] ? same : null) { Sources = sources };
    }

    private static string Words(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Array => string.Join('\n', json.EnumerateArray().Select(Words)),
        JsonValueKind.Object => string.Join(", ", json.EnumerateObject().Where(IsWord).Select(member => Words(member.Value))),
        _ => json.ToString(),
    };

    // Scores and places are no words.
    private static bool IsWord(JsonProperty member) => member.Value.ValueKind is not JsonValueKind.Number || member.Name is not ("score" or "start" or "end");
}
