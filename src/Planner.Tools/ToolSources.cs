using Planner.Routing;
using Planner.Tools.OpenApi;
using Planner.Tools.Sql;

namespace Planner.Tools;

/// <summary>Adds sources of tools: asks a place what it has and keeps that.</summary>
public sealed class ToolSources
{
    private readonly ToolFolder _folder;
    private readonly Dictionary<ToolKind, IToolConnector> _connectors;

    /// <summary>Made by the services.</summary>
    internal ToolSources(ToolFolder folder, IEnumerable<IToolConnector> connectors) =>
        (_folder, _connectors) = (folder, connectors.ToDictionary(connector => connector.Kind));

    /// <summary>Asks the place what it has, and keeps it in place of a source of that name.</summary>
    /// <param name="source">The place. Of an HTTP API without an address, the description's own is used.</param>
    /// <param name="cancellationToken">Ends the asking; nothing is kept then.</param>
    /// <returns>The source with its tools, and its file.</returns>
    /// <exception cref="ToolException">It can't be reached or understood; what was kept before stays.</exception>
    public async Task<(ToolSource Source, string Path)> AddAsync(ToolSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!ToolNames.IsSource(source.Name))
        {
            throw new ToolException($"'{source.Name}' can't be the name of a source of tools. Use lower-case letters, digits and dashes, beginning with a letter.");
        }

        var connector = _connectors[source.Kind];
        if (connector is OpenApiConnector api && source.Url is null)
        {
            source = source with
            {
                Url = await api.ServerAsync(source, cancellationToken)
                    ?? throw new ToolException("The description gives no address of its API. Give one with --url."),
            };
        }

        var described = source with { Tools = await connector.DescribeAsync(source, cancellationToken) };
        return (described, _folder.Save(described));
    }

    /// <summary>How far a source is away, as far as its address tells. A program of this machine may call anywhere: that counts as <see cref="Egress.Cloud"/>.</summary>
    /// <exception cref="ToolException">The connection can't be read.</exception>
    public static Egress EgressOf(ToolSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source switch
        {
            { Kind: ToolKind.Function } => Egress.Machine,
            { Kind: ToolKind.Sql } => SqlConnector.EgressOf(source.Connection ?? ""),
            { Url: { } url } => Distance.Of(url.Host),
            _ => Egress.Cloud,
        };
    }
}
