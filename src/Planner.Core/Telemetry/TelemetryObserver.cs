using Planner.Routing;

namespace Planner.Telemetry;

/// <summary>Tells <see cref="PlannerTelemetry"/> of every attempt at every call.</summary>
internal sealed class TelemetryObserver : ICallObserver
{
    public void Observe(CallRecord record) => PlannerTelemetry.Called(record);
}
