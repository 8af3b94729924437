using Microsoft.Extensions.Options;

namespace Planner.Routing;

/// <summary>The instances that the user added; a key may stand in their file.</summary>
public sealed class InstanceStore(IOptions<InstanceOptions> options, TimeProvider clock)
    : DefinitionStore<BackendInstance>(() => options.Value.File, "instance", clock)
{
    /// <inheritdoc/>
    protected internal override string NameOf(BackendInstance item) => item.Name;

    /// <inheritdoc/>
    protected override void Check(BackendInstance item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (string.IsNullOrWhiteSpace(item.Name) || item.Name.Any(character => character is '@' or ',' || char.IsControl(character)))
        {
            throw new InstanceException($"'{item.Name}' can't be an instance's name. Take one without '@' and commas.");
        }

        Schedule.Check(item.Schedule, $"instance '{item.Name}'");
        if (item.Limits is { MaxConcurrent: < 1 } or { CallsPerMinute: < 1 } or { QueueLength: < 0 } || item.Price is { InputUsdPerMillion: < 0 } or { OutputUsdPerMillion: < 0 } or { UsdPerCall: < 0 }
            || item.Health is { IntervalSeconds: <= 0 } or { TimeoutSeconds: <= 0 } or { UnhealthyAfter: < 1 } or { HealthyAfter: < 1 })
        {
            throw new InstanceException($"The instance '{item.Name}' has a limit, price or health check below what makes sense. Take numbers above 0, or leave them out.");
        }
    }
}
