using System.Text;
using Planner.Inference.Local.Text.Meaning;

namespace Planner.Inference.Local.Text.Embedding;

/// <summary>
/// Turns a text into a vector by signed feature hashing (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning"):
/// every stem and every run of three and four letters of a padded stem is hashed (FNV-1a, 64 bits) to one of 256 places and a sign.
/// Repeated features count by the logarithm, the vector has length 1. The same text gives the same vector on every machine. It knows
/// spelling, not meaning: synonyms are strangers to it.
/// </summary>
internal static class TextEmbedder
{
    /// <summary>Numbers in a vector.</summary>
    public const int Dimensions = 256;

    private const double GramShare = 0.9;
    private const double StopWeight = 0.1;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>A vector of length 1, or of zeros when the text has no word.</summary>
    public static double[] Embed(string text)
    {
        var features = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in MeaningWord.Read(text))
        {
            var weight = word.IsStop ? StopWeight : 1;
            Add(features, word.Stem, weight);
            if (!word.IsStop && !word.IsNumber)
            {
                AddGrams(features, word.Stem);
            }
        }

        var vector = new double[Dimensions];
        foreach (var (feature, weight) in features)
        {
            var hash = Hash(feature);
            vector[hash % Dimensions] += (hash >> 63 == 0 ? 1 : -1) * Math.Log(1 + weight);
        }

        var length = Math.Sqrt(vector.Sum(number => number * number));
        return length <= 0 ? vector : Array.ConvertAll(vector, number => number / length);
    }

    /// <summary>The cosine of two vectors of length 1.</summary>
    public static double Cosine(double[] first, double[] second) => first.Zip(second, (one, other) => one * other).Sum();

    private static void AddGrams(Dictionary<string, double> features, string stem)
    {
        // The pad marks the beginning only; endings differ among forms of one word.
        var padded = "^" + stem;
        var count = Math.Max(0, padded.Length - 2) + Math.Max(0, padded.Length - 3);
        for (var size = 3; size <= 4; size++)
        {
            for (var i = 0; i + size <= padded.Length; i++)
            {
                Add(features, string.Concat("#", padded.AsSpan(i, size)), GramShare / Math.Sqrt(count));
            }
        }
    }

    private static void Add(Dictionary<string, double> features, string feature, double weight) =>
        features[feature] = features.GetValueOrDefault(feature) + weight;

    private static ulong Hash(string feature)
    {
        var hash = FnvOffset;
        foreach (var b in Encoding.UTF8.GetBytes(feature))
        {
            hash = (hash ^ b) * FnvPrime;
        }

        return hash;
    }
}
