using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Planner.Server.Hosting;

/// <summary>Writes server-sent events, and a comment now and then while there is nothing to say, so that no proxy takes the silence for the end.</summary>
internal sealed class EventStreamWriter(HttpContext context, TimeProvider clock, double heartbeatSeconds)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    // A server that ends does not wait for streams without end.
    private CancellationToken Stopping => context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Writes something for each item of a source, as it comes, until the source ends.</summary>
    public async Task PumpAsync<T>(IAsyncEnumerable<T> source, Func<T, Task> write)
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
                if (await Task.WhenAny(next, tick) == tick)
                {
                    await tick;
                    await WriteAsync(": \n\n");
                    tick = timer.WaitForNextTickAsync(stop.Token).AsTask();
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                await write(items.Current);
                next = items.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // The source can't be disposed while it is being asked.
            await stop.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Writes an event; line breaks in the data are kept.</summary>
    public Task WriteEventAsync(string data, string? type = null, long? id = null)
    {
        var text = new StringBuilder();
        if (id is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {number}\n");
        }

        if (type is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"event: {type}\n");
        }

        foreach (var line in data.Split('\n'))
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return WriteAsync(text.Append('\n').ToString());
    }

    private async Task BeginAsync()
    {
        context.Response.ContentType = MediaType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task WriteAsync(string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
