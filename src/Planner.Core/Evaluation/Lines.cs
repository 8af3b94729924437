using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>Reads labelled data: an object a line.</summary>
internal static class Lines
{
    /// <summary>Reads every line that is not empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a line holds, for the message.</param>
    /// <param name="members">The members that it must have, for the message.</param>
    /// <param name="read">Makes a sample of a line.</param>
    /// <exception cref="FormatException">A line is no object, or lacks a member.</exception>
    public static IReadOnlyList<T> Read<T>(string path, string what, string members, Func<JsonObject, T> read)
    {
        var samples = new List<T>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                samples.Add(read(JsonNode.Parse(line)!.AsObject()));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new FormatException($"'{path}' line {number} is no {what}: {exception.Message} It must have {members}.", exception);
            }
        }

        return samples;
    }
}
