using Planner.Runs;

namespace Planner.Storage.Runs;

/// <summary>An event on its way into the database.</summary>
/// <param name="Event">What the caller gave.</param>
/// <param name="Body">Its row's JSON.</param>
internal readonly record struct NewEvent(RunEvent Event, string Body)
{
    public static NewEvent From(RunEvent happened) => new(happened, EventBody.Write(happened));
}
