namespace Planner.Routing;

/// <summary>Has a say before each attempt, hedges included, and is told what it came to: the place for budgets. All registered guards must agree.</summary>
public interface IAttemptGuard
{
    /// <summary>Reserves what the attempt may use, or refuses.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<AttemptReservation> ReserveAsync(PlannedAttempt attempt, CancellationToken cancellationToken);
}
