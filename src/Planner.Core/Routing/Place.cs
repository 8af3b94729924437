using Planner.Catalog;

namespace Planner.Routing;

/// <summary>A model where it runs.</summary>
/// <param name="Model">The model's card.</param>
/// <param name="Backend">What runs it.</param>
internal sealed record Place(ModelCard Model, LiveBackend Backend)
{
    public bool Equals(Place? other) => other is not null && Backend == other.Backend && Model.Id == other.Model.Id;

    public override int GetHashCode() => HashCode.Combine(Backend, Model.Id);

    public override string ToString() => $"{Model.Id}@{Backend.Name}";
}
