using Microsoft.AspNetCore.Http;
using Planner.Budgets;
using Planner.Runs;
using Planner.Server.Problems;

namespace Planner.Server.Security;

/// <summary>Lets in who has a key, once there are keys. Health checks need none.</summary>
internal sealed class KeyGuard(RequestDelegate next, ApiKeyStore keys, ListenGuard listen)
{
    private const string Scheme = "Bearer ";

    private static readonly Caller Nobody = new("", IsAdmin: false);

    public async Task InvokeAsync(HttpContext context)
    {
        if ((CallerOf(context) ?? (context.Request.Path.Value is "/healthz" or "/readyz" ? Nobody : null)) is not { } caller)
        {
            await RefuseAsync(context);
            return;
        }

        context.Features.Set(caller);
        SpendingScope.Enter(new SpendingScope { User = caller.User, KeyId = caller.KeyId });
        await next(context);
    }

    private Caller? CallerOf(HttpContext context)
    {
        if (!keys.Any && !listen.IsOpen)
        {
            return Caller.Local;
        }

        if (Secret(context.Request) is not { } secret || keys.Find(secret) is not { } key)
        {
            return null;
        }

        context.Features.Set(key);
        return new Caller(key.User, key.Role == ApiRole.Admin) { KeyId = key.Id };
    }

    private static string? Secret(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim()
        : request.Headers["X-Api-Key"] is [{ Length: > 0 } key] ? key
        : null;

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(context, new Problem(
            StatusCodes.Status401Unauthorized, "This server wants an API key, and the request has none that it knows.", "Send it as Authorization: Bearer KEY; planner keys add NAME makes one."));
    }
}
