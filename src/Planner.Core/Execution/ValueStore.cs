using System.Text.Json;
using Planner.Artifacts;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Moves large values between events and artifacts.</summary>
internal sealed class ValueStore(ArtifactStore artifacts)
{
    private const int PreviewLength = 2000;

    /// <summary>The value itself, or a pointer to it when its JSON is longer than <paramref name="maxBytes"/>.</summary>
    public async Task<Value> CompactAsync(Value value, string name, int maxBytes, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, PlannerJson.Context.Value);
        if (json.Length <= maxBytes)
        {
            return value;
        }

        using var stream = new MemoryStream(json, writable: false);
        var artifact = await artifacts.PutAsync(stream, name + ".json", cancellationToken);
        var text = ValueText.Of(value);
        return new StoredValue(artifact, value.Modality, text?[..Math.Min(text.Length, PreviewLength)]) { Confidence = value.Confidence };
    }

    /// <summary>The value that a pointer stands for; any other value as it is.</summary>
    public async Task<Value> ExpandAsync(Value value, CancellationToken cancellationToken)
    {
        if (value is not StoredValue stored)
        {
            return value;
        }

        await using var stream = artifacts.OpenRead(stored.Artifact);
        return await JsonSerializer.DeserializeAsync(stream, PlannerJson.Context.Value, cancellationToken)
            ?? throw new ArtifactException($"The stored value {stored.Artifact.Id} is empty. Run the step again.");
    }
}
