using Planner.Catalog;
using Planner.Matching;

namespace Planner.Routing;

/// <summary>Finds where what a call names can run.</summary>
internal sealed class TargetResolver(ModelCatalog catalog, BackendReach reach)
{
    /// <summary>The places of a target within the call's ceiling, in the order in which they are tried; with none, why.</summary>
    /// <param name="target">A model's id.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TargetPlaces> FindAsync(string target, RoutedCall call, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(target, out var card))
        {
            return new TargetPlaces(target, []) { Why = $"There is no model '{target}'.", Fix = "planner models search lists them." };
        }

        if (reach.Places(card, call.Step, call.Ceiling) is [_, ..] places)
        {
            return new TargetPlaces(target, places);
        }

        // What a backend has to look up first, it may not have been asked to yet.
        await reach.PrepareAsync([card], call.Ceiling, cancellationToken);
        places = reach.Places(card, call.Step, call.Ceiling);
        var no = places.Count == 0 ? reach.Of(card, call.Step, call.Ceiling) : null;
        return new TargetPlaces(target, places) { Why = no is null ? null : $"{card.Id} can't run here: {no.Through}.", Fix = no?.Fix is null ? null : $"To run it: {no.Fix}." };
    }
}
