using Planner.Catalog;

namespace Planner.Routing;

/// <summary>A model where it runs.</summary>
/// <param name="Model">The model's card.</param>
/// <param name="Backend">What runs it.</param>
internal sealed record Place(ModelCard Model, LiveBackend Backend)
{
    /// <summary>Its share of its group's calls.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>When its group uses it; null: always.</summary>
    public string? Schedule { get; init; }

    public PlaceStatistics Statistics => Backend.StatisticsOf(Model.Id);

    /// <summary>Why it takes no call now, though it could run it; null: it does.</summary>
    public string? Hindrance(DateTimeOffset now) =>
        Backend.IsRetired ? $"{Backend.Name} was changed or removed"
        : Backend.State != ServiceState.Enabled ? $"{Backend.Name} is {Backend.State.ToString().ToLowerInvariant()}"
        : Backend.Problem is { } problem ? $"{Backend.Name} is not well: {problem}"
        : !Routing.Schedule.Allows(Backend.Instance?.Schedule, now) || !Routing.Schedule.Allows(Schedule, now) ? $"{Backend.Name} is not used at this time"
        : null;

    /// <summary>How long until its breakers let a call through; zero: now; null: when the probe that is on its way has come back.</summary>
    public TimeSpan? Remaining =>
        Backend.Breaker.Remaining is { } whole && Backend.BreakerOf(Model.Id).Remaining is { } own ? (whole > own ? whole : own) : null;

    public bool Equals(Place? other) => other is not null && Backend == other.Backend && Model.Id == other.Model.Id;

    public override int GetHashCode() => HashCode.Combine(Backend, Model.Id);

    public override string ToString() => $"{Model.Id}@{Backend.Name}";
}
