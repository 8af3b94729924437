using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Planner.Serialization;

namespace Planner.Runs;

/// <summary>What went wrong, in a <see cref="RunReport"/>.</summary>
/// <param name="Kind">The kind of failure, such as <c>bad-input</c> or <c>cannot-run</c>.</param>
/// <param name="Message">What went wrong and where.</param>
/// <param name="Fix">What can be done about it.</param>
public sealed record ErrorReport(string Kind, string Message, string? Fix = null)
{
    /// <summary>A kind as JSON has it.</summary>
    internal static string Name<T>(T kind)
        where T : struct, Enum =>
        JsonSerializer.SerializeToElement(kind, (JsonTypeInfo<T>)PlannerJson.Context.GetTypeInfo(typeof(T))!).GetString()!;
}
