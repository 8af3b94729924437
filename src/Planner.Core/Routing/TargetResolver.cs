using Planner.Catalog;
using Planner.Matching;

namespace Planner.Routing;

/// <summary>Finds where what a call names can run.</summary>
internal sealed class TargetResolver(CallNames names, BackendReach reach)
{
    /// <summary>The places of a target within the call's ceiling; with none, why.</summary>
    /// <param name="target">A group, <c>model@instance</c>, or a model's id.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TargetPlaces> FindAsync(string target, RoutedCall call, CancellationToken cancellationToken)
    {
        if (names.Group(target) is { } group)
        {
            return await OfGroupAsync(group, call, cancellationToken);
        }

        var at = names.At(target);
        if ((at?.Model ?? names.Find(target)) is not { } card)
        {
            return new TargetPlaces(target, []) { Why = $"There is no model '{target}'.", Fix = "planner models search lists them." };
        }

        var places = await PlacesAsync(card, call, cancellationToken);
        if (at is var (_, backend))
        {
            places = [.. places.Where(place => place.Backend.Name == backend.Name)];
        }

        return places.Count > 0 ? new TargetPlaces(target, places) : Nowhere(target, reach.Of(card, call.Step, call.Ceiling));
    }

    private async Task<TargetPlaces> OfGroupAsync(BackendGroup group, RoutedCall call, CancellationToken cancellationToken)
    {
        if (group.State != ServiceState.Enabled)
        {
            return new TargetPlaces(group.Name, []) { Group = group, Why = $"The group '{group.Name}' is {group.State.ToString().ToLowerInvariant()}.", Fix = $"planner groups enable {group.Name}" };
        }

        List<Place> places = [];
        foreach (var member in group.Members)
        {
            foreach (var (model, only) in names.ModelsOf(member, call.Step))
            {
                var found = await PlacesAsync(model, call, cancellationToken);
                places.AddRange(found.Where(place => only is null || place.Backend.Name == only.Name).Select(place => place with { Weight = member.Weight, Schedule = member.Schedule }));
            }
        }

        return places.Count > 0 ? new TargetPlaces(group.Name, [.. places.Distinct()]) { Group = group } : Nowhere(group.Name, reach.Of(group, call.Step, call.Ceiling)) with { Group = group };
    }

    private async Task<IReadOnlyList<Place>> PlacesAsync(ModelCard card, RoutedCall call, CancellationToken cancellationToken)
    {
        if (reach.Places(card, call.Step, call.Ceiling) is [_, ..] places)
        {
            return places;
        }

        // What a backend has to look up first, it may not have been asked to yet.
        await reach.PrepareAsync([card], call.Ceiling, cancellationToken);
        return reach.Places(card, call.Step, call.Ceiling);
    }

    private static TargetPlaces Nowhere(string target, Reach no) =>
        new(target, []) { Why = $"{target} can't run here: {no.Through}.", Fix = no.Fix is null ? null : $"To run it: {no.Fix}." };
}
