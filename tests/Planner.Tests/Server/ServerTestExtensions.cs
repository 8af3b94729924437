using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Matching;

namespace Planner.Tests.Server;

internal static class ServerTestExtensions
{
    public static void AddMatchingAndCore(this IServiceCollection services) => services.AddMatching().AddPlannerCore();

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length > 0 ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{(int)response.StatusCode} without a body");
    }

    /// <summary>The events of a stream until it ends, or until enough are there.</summary>
    public static async Task<List<ServerEvent>> EventsAsync(this HttpResponseMessage response, int most = int.MaxValue)
    {
        var events = new List<ServerEvent>();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string? id = null, type = null, data = null;
        while (events.Count < most && await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                if (data is not null)
                {
                    events.Add(new ServerEvent(id, type, data));
                }

                (id, type, data) = (null, null, null);
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = data is null ? line[6..] : data + "\n" + line[6..];
            }
        }

        return events;
    }
}
