using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Storage.Runs;

/// <summary>
/// An event as a row keeps it: JSON without what the columns say. So it can be written before its sequence is known, outside the
/// transaction and by the thread that appends it.
/// </summary>
internal static class EventBody
{
    private static readonly JsonTypeInfo<RunEvent> Form = MakeForm();

    public static string Write(RunEvent happened) => JsonSerializer.Serialize(happened, Form);

    /// <exception cref="JsonException">The body is no event.</exception>
    public static RunEvent Read(ReadOnlySpan<byte> body, string runId, long sequence, long time) =>
        JsonSerializer.Deserialize(body, Form)! with { RunId = runId, Sequence = sequence, Time = UnixMicroseconds.ToTime(time) };

    private static JsonTypeInfo<RunEvent> MakeForm()
    {
        var options = new JsonSerializerOptions(PlannerJson.Context.Options)
        {
            TypeInfoResolver = PlannerJson.Context.WithAddedModifier(LeaveOutColumns),
        };
        return (JsonTypeInfo<RunEvent>)options.GetTypeInfo(typeof(RunEvent));
    }

    private static void LeaveOutColumns(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(RunEvent)))
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => property.Name is "runId" or "sequence" or "time"))
        {
            property.ShouldSerialize = static (_, _) => false;
        }
    }
}
