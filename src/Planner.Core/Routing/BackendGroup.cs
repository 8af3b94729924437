namespace Planner.Routing;

/// <summary>Instances and models under one name, which is called like a model. Data: what it says is kept in <c>groups.json</c>.</summary>
public sealed record BackendGroup
{
    /// <summary>Its name. Where it is that of a model too, the group stands in for the model.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null: its members say it.</summary>
    public string? Description { get; init; }

    /// <summary>Its members, first first.</summary>
    public IReadOnlyList<GroupMember> Members { get; init => field = value ?? []; } = [];

    /// <summary>How the member for a call is chosen.</summary>
    public GroupStrategy Strategy { get; init; }

    /// <summary>Whether it takes calls.</summary>
    public ServiceState State { get; init; }

    /// <summary>Regions, the preferred first: a member there comes before the others whatever the strategy says.</summary>
    public IReadOnlyList<string> Regions { get; init => field = value ?? []; } = [];

    /// <summary>Whether a call that is slower than is usual gets a rival at another member; null: yes.</summary>
    public bool? Hedge { get; init; }
}
