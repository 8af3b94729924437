using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Routes;

/// <summary>The routes of the user's own, in <c>routes.json</c> of <c>PLANNER_HOME</c>.</summary>
public sealed class RouteStore(IOptions<RouteOptions> options, TimeProvider clock) : DefinitionStore<Route>(
    () => options.Value.UserFile ?? throw new InstanceException("There is no file for routes. Name one: Planner:Routes:UserFile."), "route", clock)
{
    /// <inheritdoc/>
    protected internal override string NameOf(Route item) => item.Name;

    /// <inheritdoc/>
    protected override void Check(Route item)
    {
        if (RouteTable.Fault(item) is { } fault)
        {
            throw new InstanceException($"The route '{item?.Name}' {fault}");
        }
    }
}
