using Planner.Catalog;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>How far a call has come.</summary>
internal sealed class CallWay(RoutedCall call, int turn)
{
    private TargetPlaces? _unreachable;
    private (InferenceResult Result, Place Place)? _fell;
    private RoutedResult? _poor;
    private bool _told = true;
    private int _left;

    public RoutedCall Call => call;

    /// <summary>Which call of this process it is.</summary>
    public int Turn => turn;

    /// <summary>How many attempts were begun.</summary>
    public int Attempts { get; set; }

    public InferenceRequest RequestFor(ModelCard model) => new()
    {
        Task = call.Task,
        Model = model,
        Step = call.Step,
        Inputs = call.Inputs,
        Language = call.Language,
        Progress = call.Progress,
    };

    /// <summary>A target was looked up; of those that run nowhere the first is remembered.</summary>
    public void Note(TargetPlaces found) => _unreachable ??= found.Places.Count == 0 ? found : null;

    /// <summary>An attempt failed, and not for good.</summary>
    public void Fell(InferenceResult result, Place place) => (_fell, _told) = ((result, place), false);

    /// <summary>An attempt gave a poor value: it is kept in case nothing that is still tried gives a better one. The first, of the best target, stays.</summary>
    public void Keep(InferenceResult result, Place place)
    {
        _poor ??= Done(result, place);
        Fell(InferenceResult.Failure(StepErrorKind.Model, $"{place.Model.Id} {result.Weakness}; that is kept in case nothing better comes."), place);
    }

    /// <summary>What counts in the end: a poor value before none.</summary>
    public RoutedResult End(RoutedResult result) => result.Result.Error is not null && _poor is { } poor ? poor with { Attempts = Attempts } : result;

    /// <summary>Whether there is a poor value.</summary>
    public bool HasPoor => _poor is not null;

    /// <summary>This place is tried next, be it for the first time or again.</summary>
    public void GoOn(Place place)
    {
        if (_fell is not { } fell)
        {
            return;
        }

        _left += fell.Place == place ? 0 : 1;
        if (!_told)
        {
            _told = true;
            call.Listener?.Retried(Attempts, fell.Result.Error!, fell.Place.Model == place.Model && fell.Place != place ? place.ToString() : place.Model.Id);
        }
    }

    public RoutedResult Done(InferenceResult result, Place place) => new(result)
    {
        Model = place.Model.Id,
        Instance = place.Backend.Name,
        FallbackLevel = _left,
        Attempts = Attempts,
    };

    /// <summary>Nothing is left to try.</summary>
    /// <param name="hindered">Why places that could run it took no call.</param>
    public RoutedResult Failed(string? hindered = null) =>
        _fell is { } fell ? Done(fell.Result, fell.Place)
        : hindered is not null ? new(InferenceResult.Failure(StepErrorKind.Unavailable, $"Nothing takes the call now: {hindered}.", "planner instances list shows how each does."))
        : new(InferenceResult.Failure(StepErrorKind.CannotRun, _unreachable?.Why ?? "No model was named.", _unreachable?.Fix));
}
