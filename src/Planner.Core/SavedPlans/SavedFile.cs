using Planner.Values;

namespace Planner.SavedPlans;

/// <summary>A file that a saved plan takes.</summary>
/// <param name="Id">What the plan's steps call it: <c>f1</c>, <c>f2</c> ….</param>
/// <param name="Role">What whoever runs the plan calls it: the name of the file that it was saved with, without its ending.</param>
/// <param name="Modality">What kind it is of.</param>
public sealed record SavedFile(string Id, string Role, Modality Modality)
{
    /// <summary>Whether a name means this file.</summary>
    public bool IsCalled(string name) => name.Equals(Id, StringComparison.OrdinalIgnoreCase) || name.Equals(Role, StringComparison.OrdinalIgnoreCase);
}
