using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Planner.Benchmarks.Load;

/// <summary>Starts a run over HTTP and follows its events to the end, as a page or a program does.</summary>
internal sealed class RunFollower(HttpClient client, string body)
{
    private const string TimeMember = "\"time\":\"";

    /// <summary>How long after each event happened it was read, in milliseconds.</summary>
    public List<double> Delays { get; } = [];

    /// <summary>The run; null: it was not accepted.</summary>
    public string? RunId { get; private set; }

    /// <summary>The type of the last event.</summary>
    public string? Last { get; private set; }

    /// <summary>What was wrong with the events; null: they came one by one, from the first to the end.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the run has ended well and all its events have come once and in order.</summary>
    public bool IsWhole => Problem is null && Last == "run.completed";

    /// <summary>Starts and follows.</summary>
    /// <param name="pause">How long it looks away after each line; zero: not at all.</param>
    /// <param name="accepted">Called once the run is accepted.</param>
    public async Task RunAsync(TimeSpan pause, Action? accepted = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode)
            {
                Problem = $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}";
                return;
            }

            RunId = response.Headers.GetValues("X-Planner-Run-Id").Single();
            accepted?.Invoke();
            await ReadAsync(response, pause);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            Problem ??= exception.Message;
        }
    }

    private async Task ReadAsync(HttpResponseMessage response, TimeSpan pause)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        long sequence = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                var id = long.Parse(line.AsSpan("id: ".Length), CultureInfo.InvariantCulture);
                Problem ??= id == sequence + 1 ? null : $"event {id} after {sequence}";
                sequence = id;
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                Last = line["event: ".Length..];
            }
            else if (line.IndexOf(TimeMember, StringComparison.Ordinal) is >= 0 and var at)
            {
                var from = at + TimeMember.Length;
                var time = DateTimeOffset.Parse(line.AsSpan(from, line.IndexOf('"', from) - from), CultureInfo.InvariantCulture);
                Delays.Add((DateTimeOffset.UtcNow - time).TotalMilliseconds);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause);
            }
        }
    }
}
