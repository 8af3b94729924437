using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Planner.Routes;
using Planner.Routing;
using Planner.Server.Problems;
using Route = Planner.Routes.Route;

namespace Planner.Server.Routing;

/// <summary><c>/api/instances</c>, <c>/api/groups</c> and <c>/api/routes</c>: where calls go.</summary>
internal static class RoutingEndpoints
{
    public static void MapRouting(this IEndpointRouteBuilder routes)
    {
        new DefinitionEndpoints<BackendInstance>("instance", services => services.GetRequiredService<InstanceStore>()) { Shown = WithoutSecrets, Kept = WithItsSecrets }
            .Map(routes, "/api/instances", "The servers that run models besides this machine.");
        new DefinitionEndpoints<BackendGroup>("group", services => services.GetRequiredService<GroupStore>())
            .Map(routes, "/api/groups", "Instances and models under one name, which is called like a model, and how the member for a call is chosen.");
        new DefinitionEndpoints<Route>("route", services => services.GetRequiredService<RouteStore>())
            .Map(routes, "/api/routes", "Kinds of message and the chat models that suit them, besides those that are shipped.");
    }

    // Where a key is, is no secret; a key that stands there itself is.
    private static BackendInstance WithoutSecrets(BackendInstance instance) => instance with
    {
        Key = Shown(instance.Key),
        Headers = instance.Headers.ToDictionary(header => header.Key, header => Shown(header.Value)!, StringComparer.OrdinalIgnoreCase),
    };

    private static string? Shown(string? secret) => secret is null || secret.StartsWith("env:", StringComparison.Ordinal) || secret.StartsWith("file:", StringComparison.Ordinal) ? secret : "(set)";

    /// <summary>
    /// Nobody names a key or a file of this machine over HTTP, or where one is sent: who could would read any variable and file of the server by having
    /// it sent to an address of their own. They stay as they were set on the machine, as long as the address does.
    /// </summary>
    private static BackendInstance WithItsSecrets(BackendInstance put, BackendInstance? before)
    {
        if (!IsWeb(put.BaseUrl) || put.Proxy is { } proxy && !IsWeb(proxy))
        {
            throw Problem.BadRequest($"'{put.BaseUrl}' is no address of a server.", "Write it as http://HOST:PORT/v1.").AsException();
        }

        var known = before is null ? null : WithoutSecrets(before);
        var isNew = (put.Key is not null && put.Key != known?.Key) || put.CaFile != before?.CaFile
            || put.Headers.Any(header => known is null || !known.Headers.TryGetValue(header.Key, out var value) || value != header.Value);
        if (isNew)
        {
            throw Problem.BadRequest("Keys, headers and certificate files are not set over HTTP.", $"Set them on the machine: planner instances add … --name {put.Name} --key env:NAME").AsException();
        }

        if (before is { } same && (same.Key is not null || same.Headers.Count > 0) && (put.BaseUrl != same.BaseUrl || put.Proxy != same.Proxy))
        {
            throw Problem.BadRequest($"The address of '{put.Name}' can't be changed over HTTP: its key would be sent there.", "Change it on the machine, or remove it and make one without a key.").AsException();
        }

        return put with { Key = put.Key is null ? null : before?.Key, Headers = put.Headers.ToDictionary(header => header.Key, header => before!.Headers[header.Key], StringComparer.OrdinalIgnoreCase) };
    }

    private static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;
}
