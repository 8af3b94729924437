using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Planner.Benchmarks.Gateway;

/// <summary>A server that speaks as much of OpenAI's protocol as gateways need and answers at once, so that what is measured is what is before it.</summary>
internal static class Upstream
{
    public const string Model = "bench-model";
    private const int Pieces = 20;

    private static readonly byte[] List = Encoding.UTF8.GetBytes($$"""{"object":"list","data":[{"id":"{{Model}}","object":"model","created":1,"owned_by":"bench"}]}""");

    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"{{{Model}}}","choices":[{"index":0,"message":{"role":"assistant","content":"{{{string.Join(' ', Enumerable.Repeat("word", 60))}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":60,"total_tokens":80}}""");

    private static readonly byte[] Piece = Encoding.UTF8.GetBytes(Chunk("""{"content":"word "}""", "null"));
    private static readonly byte[] End = Encoding.UTF8.GetBytes(Chunk("{}", "\"stop\"") + "data: [DONE]\n\n");

    /// <summary>Serves until standard input ends.</summary>
    public static async Task<int> ServeAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method == "GET")
        {
            await WriteAsync(context, List);
            return;
        }

        var result = await context.Request.BodyReader.ReadAsync();
        while (!result.IsCompleted)
        {
            context.Request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await context.Request.BodyReader.ReadAsync();
        }

        var streams = Encoding.UTF8.GetString(result.Buffer).Contains("\"stream\":true", StringComparison.Ordinal);
        context.Request.BodyReader.AdvanceTo(result.Buffer.End);
        if (!streams)
        {
            await WriteAsync(context, Whole);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        for (var piece = 0; piece < Pieces; piece++)
        {
            await context.Response.Body.WriteAsync(Piece);
            await context.Response.Body.FlushAsync();
        }

        await context.Response.Body.WriteAsync(End);
    }

    private static async Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json);
    }

    private static string Chunk(string delta, string finish) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764000000,"model":"{{Model}}","choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finish}}}]}""" + "\n\n";
}
