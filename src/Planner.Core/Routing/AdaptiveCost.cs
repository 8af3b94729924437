namespace Planner.Routing;

/// <summary>
/// What <see cref="GroupStrategy.Adaptive"/> weighs: <c>s · (1 + n) / (q · r)</c>, the least first. <c>s</c>: the moving average of the seconds that the place takes for the task;
/// <c>n</c>: the calls that it works on (so <c>s · (1 + n)</c> is about how long a new call would take, as in Finagle's peak EWMA); <c>q</c>: the moving average of the share of
/// checked successes; <c>r</c>: the rating. A call that has to be made anew costs its time again, hence the division.
/// </summary>
internal static class AdaptiveCost
{
    // So that what failed ten times in a row is still told from what never answers.
    private const double LeastSuccess = 0.05;

    /// <param name="seconds">Seconds for the task; the mean of the others' where it is not known.</param>
    /// <param name="inFlight">Calls that it works on.</param>
    /// <param name="success">Share of checked successes, 0 to 1; null: not known, taken as 1.</param>
    /// <param name="rating">What people think of the model, 1 being neutral.</param>
    public static double Of(double seconds, int inFlight, double? success, double rating) =>
        seconds * (1 + inFlight) / (Math.Max(success ?? 1, LeastSuccess) * Math.Max(rating, LeastSuccess));
}
