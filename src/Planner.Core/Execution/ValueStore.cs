using System.Text;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Moves large values between events and artifacts.</summary>
public sealed class ValueStore(ArtifactStore artifacts)
{
    private const int PreviewLength = 500;

    // A text that answers show whole needs no file of its own.
    private const int LongText = 4000;

    /// <summary>The value that a pointer stands for; in a list, those of all pointers; any other value as it is.</summary>
    /// <exception cref="ArtifactException">The artifact is gone or damaged.</exception>
    public async Task<Value> ExpandAsync(Value value, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case StoredValue stored:
                await using (var stream = artifacts.OpenRead(stored.Artifact))
                {
                    return await JsonSerializer.DeserializeAsync(stream, PlannerJson.Context.Value, cancellationToken)
                        ?? throw new ArtifactException($"The stored value {stored.Artifact.Id} is empty. Run the step again.");
                }

            case ListValue list when list.Items.Any(item => item is StoredValue or ListValue):
                var items = new List<Value>(list.Items.Count);
                foreach (var item in list.Items)
                {
                    items.Add(await ExpandAsync(item, cancellationToken));
                }

                return list with { Items = items };
            default:
                return value;
        }
    }

    /// <summary>The value itself; or, when its JSON is longer than <paramref name="maxBytes"/>, a pointer, and its text as a file if that is long.</summary>
    internal async Task<(Value Value, Artifact? Text)> CompactAsync(Value value, string name, int maxBytes, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, PlannerJson.Context.Value);
        if (json.Length <= maxBytes)
        {
            return (value, null);
        }

        var artifact = await PutAsync(json, name + ".json", cancellationToken);
        var text = ValueText.Of(value);
        var file = text?.Length > LongText ? await PutAsync(Encoding.UTF8.GetBytes(text), name + ".txt", cancellationToken) : null;
        var stored = new StoredValue(artifact, value.Modality, text?[..Math.Min(text.Length, PreviewLength)], text?.Length ?? 0)
        {
            Confidence = value.Confidence,
            Sources = [.. value.Sources.Select(source => new ValueSource { ArtifactId = source.ArtifactId, Name = source.Name, Page = source.Page }).Distinct()],
        };
        return (stored, file);
    }

    private async Task<Artifact> PutAsync(byte[] content, string name, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await artifacts.PutAsync(stream, name, cancellationToken);
    }
}
