using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Planner.Server.Hosting;

/// <summary>
/// Writes server-sent events, and a comment now and then while there is nothing to say, so that no proxy takes the silence for the end. What is there to be said
/// at once is sent at once, in one piece.
/// </summary>
internal sealed class EventStreamWriter(HttpContext context, TimeProvider clock, double heartbeatSeconds)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    private const int MostUnsent = 32 * 1024;

    private PipeWriter Writer => context.Response.BodyWriter;

    // A server that ends does not wait for streams without end.
    private CancellationToken Stopping => context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Writes something for each item of a source, as it comes, until the source ends.</summary>
    public async Task PumpAsync<T>(IAsyncEnumerable<T> source, Action<T> write)
    {
        await BeginAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(heartbeatSeconds), clock);
        await using var items = source.GetAsyncEnumerator(stop.Token);
        var next = items.MoveNextAsync().AsTask();
        var tick = timer.WaitForNextTickAsync(stop.Token).AsTask();
        try
        {
            while (true)
            {
                if (!next.IsCompleted && await Task.WhenAny(next, tick) == tick)
                {
                    await tick;
                    Writer.Write(": \n\n"u8);
                    await Writer.FlushAsync(context.RequestAborted);
                    tick = timer.WaitForNextTickAsync(stop.Token).AsTask();
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                write(items.Current);
                next = items.MoveNextAsync().AsTask();
                if (!next.IsCompleted || Writer.UnflushedBytes > MostUnsent)
                {
                    await Writer.FlushAsync(context.RequestAborted);
                }
            }
        }
        finally
        {
            // The source can't be disposed while it is being asked.
            await stop.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Writes an event whose data is one line.</summary>
    public void WriteEvent(ReadOnlySpan<byte> data, string? type = null, long? id = null)
    {
        if (id is { } number)
        {
            Writer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {number}\n")));
        }

        if (type is not null)
        {
            Writer.Write(Encoding.UTF8.GetBytes($"event: {type}\n"));
        }

        Writer.Write("data: "u8);
        Writer.Write(data);
        Writer.Write("\n\n"u8);
    }

    private async Task BeginAsync()
    {
        context.Response.ContentType = MediaType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.StartAsync(context.RequestAborted);
        await Writer.FlushAsync(context.RequestAborted);
    }
}
