using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Server.Security;

namespace Planner.Server.Mcp;

/// <summary><c>/mcp</c>: the Model Context Protocol over streamable HTTP.</summary>
internal static class McpEndpoints
{
    private const string SessionHeader = "Mcp-Session-Id";

    public static void MapMcp(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/mcp").ExcludeFromDescription();
        group.MapPost("", PostAsync).RequireRateLimiting(RateLimits.Calls);
        group.MapGet("", GetAsync);
        group.MapDelete("", async (HttpContext context, McpSessions sessions) => await sessions.EndAsync(sessions.Require(context.Request.Headers[SessionHeader], context.Caller())));
    }

    private static async Task PostAsync(HttpContext context, McpSessions sessions)
    {
        var message = await JsonSerializer.DeserializeAsync(context.Request.Body, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)), context.RequestAborted)
            ?? throw Problem.BadRequest("The body is no JSON-RPC message.", "Send one message as JSON.").AsException();
        var session = message is JsonRpcRequest { Method: RequestMethods.Initialize }
            ? await sessions.BeginAsync(context.Caller())
            : sessions.Require(context.Request.Headers[SessionHeader], context.Caller());
        context.Response.Headers[SessionHeader] = session.Id;
        context.Response.ContentType = EventStreamWriter.MediaType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (!await session.Transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
        {
            context.Response.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private static async Task GetAsync(HttpContext context, McpSessions sessions, IHostApplicationLifetime lifetime)
    {
        var session = sessions.Require(context.Request.Headers[SessionHeader], context.Caller());
        context.Response.ContentType = EventStreamWriter.MediaType;
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await session.Transport.HandleGetRequestAsync(context.Response.Body, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client, or the server, has gone.
        }
    }
}
