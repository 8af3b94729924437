using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>A real web server on loopback: keeps what it got and answers as a test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    /// <summary>Answers a request.</summary>
    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, context) => NotFoundAsync(context);

    public IReadOnlyList<Received> Requests => [.. _received];

    public string Url => _app.Urls.First();

    /// <summary>Starts one.</summary>
    /// <param name="certificate">Its certificate, for https; null: http.</param>
    public static async Task<LoopbackServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static Task JsonAsync(HttpContext context, string json, int status = 200) => WriteAsync(context, "application/json", Encoding.UTF8.GetBytes(json), status);

    public static async Task WriteAsync(HttpContext context, string mediaType, byte[] body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(body);
    }

    public static Task NotFoundAsync(HttpContext context) => JsonAsync(context, """{"error":"not found"}""", 404);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var received = new Received(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _received.Enqueue(received);
        await Answer(received, context);
    }
}
