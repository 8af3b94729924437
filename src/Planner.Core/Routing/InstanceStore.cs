using Microsoft.Extensions.Options;

namespace Planner.Routing;

/// <summary>The instances that the user added; a key may stand in their file.</summary>
public sealed class InstanceStore(IOptions<InstanceOptions> options, TimeProvider clock)
    : DefinitionStore<BackendInstance>(() => options.Value.File, "instance", clock)
{
    /// <inheritdoc/>
    protected internal override string NameOf(BackendInstance item) => item.Name;
}
