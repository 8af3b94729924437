using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Server.Problems;

namespace Planner.Server.Security;

/// <summary>
/// Answers only to names that are its own. A page from elsewhere whose name was bent to this machine (DNS rebinding) still calls it by that
/// page's name.
/// </summary>
internal sealed class HostGuard(RequestDelegate next, IReadOnlyList<ListenAddress> addresses, IOptions<ServerOptions> options)
{
    private readonly HashSet<string> _names = new(
        addresses.Select(address => address.Host).Concat(options.Value.AllowedHosts).Append("localhost"), StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) =>
        IsOwn(context.Request.Host.Host.Trim('[', ']'))
            ? next(context)
            : ProblemWriter.WriteAsync(context, new Problem(
                StatusCodes.Status421MisdirectedRequest, $"This server is not called '{context.Request.Host.Host}'.", "Use its own address, or add the name to Planner:Server:AllowedHosts."));

    // An address can't be bent, whichever it is; a name can.
    private bool IsOwn(string host) => _names.Contains(host) || IPAddress.TryParse(host, out _);
}
