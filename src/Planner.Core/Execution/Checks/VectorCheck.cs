using System.Collections.Concurrent;
using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>
/// Vectors: numbers, not all zero, as many as the same model gave before, since vectors of different lengths can't be compared. A list of vectors
/// is one for each token.
/// </summary>
internal sealed class VectorCheck() : StructuredCheck(Modality.Vector)
{
    private readonly ConcurrentDictionary<string, int> _lengths = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json)
    {
        var vectors = Vectors(json).ToList();
        if (vectors.Count == 0 || vectors.Any(vector => vector.Count == 0))
        {
            return ResultFlaw.Fails("gave no vector");
        }

        if (vectors.Any(vector => vector.Contains(null)))
        {
            return ResultFlaw.Fails("gave a vector with something in it that is no number");
        }

        if (vectors.All(vector => vector.All(number => number == 0)))
        {
            return ResultFlaw.Fails("gave a vector of zeros");
        }

        var length = vectors[0].Count;
        if (vectors.Any(vector => vector.Count != length))
        {
            return ResultFlaw.Fails("gave vectors of different lengths");
        }

        var before = _lengths.GetOrAdd(request.Model.Id, length);
        return before == length ? null : ResultFlaw.Fails($"gave {length} numbers, and {before} before: its vectors can't be compared");
    }

    private static IEnumerable<IReadOnlyList<double?>> Vectors(JsonElement json)
    {
        var items = Items(json).ToList();
        return items.Exists(item => item.ValueKind == JsonValueKind.Array) ? items.SelectMany(Vectors) : [[.. items.Select(Number)]];
    }
}
