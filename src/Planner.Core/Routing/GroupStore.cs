using Microsoft.Extensions.Options;

namespace Planner.Routing;

/// <summary>The groups that the user made.</summary>
public sealed class GroupStore(IOptions<InstanceOptions> options, TimeProvider clock) : DefinitionStore<BackendGroup>(() => options.Value.GroupsFile, "group", clock)
{
    // These name other things where a model is named.
    private static readonly string[] Taken = ["planner", "auto"];

    /// <inheritdoc/>
    protected internal override string NameOf(BackendGroup item) => item.Name;

    /// <inheritdoc/>
    protected override void Check(BackendGroup item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (string.IsNullOrWhiteSpace(item.Name) || item.Name != item.Name.Trim() || item.Name.Any(character => character is '@' or ',' || char.IsControl(character)) || Taken.Contains(item.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw new InstanceException($"'{item.Name}' can't be a group's name. Take one without '@' and commas that is not {string.Join(" or ", Taken)}.");
        }

        if (item.Members.Count == 0)
        {
            throw new InstanceException($"The group '{item.Name}' has no member. Name at least one instance, model or model@instance.");
        }

        foreach (var member in item.Members)
        {
            if (string.IsNullOrWhiteSpace(member.Target) || !(member.Weight is > 0 and <= 1_000_000))
            {
                throw new InstanceException($"The group '{item.Name}' has a member '{member.Target}' with the weight {member.Weight}. Name it, and take a weight above 0.");
            }

            Schedule.Check(member.Schedule, $"member '{member.Target}' of the group '{item.Name}'");
        }

        if (item.Members.GroupBy(member => member.Target, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InstanceException($"The group '{item.Name}' has the member '{twice.Key}' twice. Give it a weight instead.");
        }
    }
}
