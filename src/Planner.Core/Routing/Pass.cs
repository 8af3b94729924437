using Planner.Inference;

namespace Planner.Routing;

/// <summary>The right to make one attempt at a place. Disposed when the attempt is over; then the breakers hear what it came to.</summary>
internal sealed class Pass : IDisposable
{
    private readonly CircuitBreaker _model;
    private readonly int _instanceRound;
    private readonly int _modelRound;
    private bool? _instanceGood;
    private bool? _modelGood;

    private Pass(Place place, CircuitBreaker model, int instanceRound, int modelRound) =>
        (Place, _model, _instanceRound, _modelRound) = (place, model, instanceRound, modelRound);

    public Place Place { get; }

    /// <summary>
    /// Takes a place whose attempt is counted in already; null, and it is counted out, when its breakers say no. What holds back is asked in an order in which nothing
    /// has to be given back but a probe, which then is the next call's.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="entered">Whether the instance's gate was passed already.</param>
    public static Pass? Of(Place place, bool entered)
    {
        var live = place.Backend;
        if (!entered && live.Gate?.TryEnter() is false)
        {
            live.Leave();
            return null;
        }

        var model = live.BreakerOf(place.Model.Id);
        if (live.Breaker.TryEnter() is { } round)
        {
            if (model.TryEnter() is { } modelRound)
            {
                place.Statistics.Called();
                return new Pass(place, model, round, modelRound);
            }

            live.Breaker.Report(round, null);
        }

        live.Gate?.Leave();
        live.Leave();
        return null;
    }

    /// <summary>What the attempt came to. Without it, the attempt says nothing about the place: it was cancelled, or never made.</summary>
    public void Came(AttemptOutcome outcome, string task)
    {
        var error = outcome.Result.Error;
        var isOurs = Place.Backend.Instance is not null;
        (_instanceGood, _modelGood) = error switch
        {
            null => (true, true),

            // What asks to be left alone for a while is busy, not broken.
            { Kind: StepErrorKind.Unavailable, RetryAfterSeconds: not null } => (null, false),
            { Kind: StepErrorKind.Unavailable or StepErrorKind.TimedOut } => (false, false),

            // A server that writes nonsense is a broken server; an engine of this machine that can't do one input may do the next.
            { Kind: StepErrorKind.Model or StepErrorKind.Internal } when isOurs => (null, false),
            _ => ((bool?)null, (bool?)null),
        };
        var statistics = Place.Statistics;
        if (_modelGood is { } good)
        {
            statistics.Success.Add(good ? 1 : 0);
        }

        if (error is null)
        {
            statistics.SecondsOf(task).Add(outcome.Seconds);
            statistics.CostUsd.Add((double)outcome.Result.CostUsd);
        }
    }

    public void Dispose()
    {
        _model.Report(_modelRound, _modelGood);
        Place.Backend.Breaker.Report(_instanceRound, _instanceGood);
        Place.Backend.Gate?.Leave();
        Place.Backend.Leave();
    }
}
