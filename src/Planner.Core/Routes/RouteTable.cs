using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Catalog;

namespace Planner.Routes;

/// <summary>The routes: the user's, then the shipped ones. Files are read again when they have changed.</summary>
public sealed class RouteTable(IOptions<RouteOptions> options)
{
    private readonly Lock _lock = new();
    private (DateTime Shipped, DateTime Own) _stamp = (DateTime.MinValue, DateTime.MinValue);
    private IReadOnlyList<Route> _routes = [];
    private IReadOnlyList<CatalogProblem> _problems = [];
    private IReadOnlyList<Route>? _chatsOf;
    private IReadOnlyList<Route> _chats = [];

    /// <summary>All routes, also those that are not used.</summary>
    public IReadOnlyList<Route> All => Current().Routes;

    /// <summary>The routes of chat messages that are used.</summary>
    public IReadOnlyList<Route> Routes
    {
        get
        {
            var all = Current().Routes;
            lock (_lock)
            {
                // The same list for as long as the files say the same: an index hangs on it.
                if (!ReferenceEquals(all, _chatsOf))
                {
                    (_chatsOf, _chats) = (all, [.. all.Where(route => route.IsEnabled && route.Tasks.Count == 0)]);
                }

                return _chats;
            }
        }
    }

    /// <summary>The route that binds a task; null: none does.</summary>
    public Route? Binding(string task) => Current().Routes.FirstOrDefault(route => route.IsEnabled && route.Tasks.Contains(task, StringComparer.OrdinalIgnoreCase));

    /// <summary>What was left out, each with what is wrong and the fix.</summary>
    public IReadOnlyList<CatalogProblem> Problems => Current().Problems;

    private (IReadOnlyList<Route> Routes, IReadOnlyList<CatalogProblem> Problems) Current()
    {
        lock (_lock)
        {
            var stamp = (Changed(options.Value.File), Changed(options.Value.UserFile));
            if (stamp != _stamp)
            {
                var problems = new List<CatalogProblem>();
                _routes = [.. Read(options.Value.UserFile, problems).Concat(Read(options.Value.File, problems)).DistinctBy(route => route.Name, StringComparer.OrdinalIgnoreCase)];
                (_problems, _stamp) = (problems, stamp);
            }

            return (_routes, _problems);
        }
    }

    private static DateTime Changed(string? path) => string.IsNullOrEmpty(path) ? default : File.GetLastWriteTimeUtc(path);

    private static IReadOnlyList<Route> Read(string? path, List<CatalogProblem> problems)
    {
        if (string.IsNullOrEmpty(path) || !File.Exists(path))
        {
            return [];
        }

        try
        {
            var routes = JsonSerializer.Deserialize(File.ReadAllBytes(path), RoutesJson.Default.IReadOnlyListRoute) ?? [];
            foreach (var nameless in routes.Where(route => Fault(route) is not null))
            {
                problems.Add(new CatalogProblem(path, 0, $"'{path}', route '{nameless?.Name}' {Fault(nameless)}"));
            }

            return [.. routes.Where(route => Fault(route) is null)];
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0) + 1;
            problems.Add(new CatalogProblem(
                path, line, $"'{path}' line {line} is no list of routes: {exception.Message} Write [{{\"name\":…,\"description\":…,\"primary_model\":…,\"fallback_models\":[…]}}]."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new CatalogProblem(path, 0, $"'{path}' can't be read: {exception.Message} Make it readable or remove it."));
        }

        return [];
    }

    internal static string? Fault(Route? route) =>
        route is null ? "is null. Remove it."
        : string.IsNullOrWhiteSpace(route.Name) ? "has no name. Give it one."
        : route.Tasks.Count > 0 ? (route.Chain.Count == 0 ? "binds tasks to no model. Name one." : null)
        : string.IsNullOrWhiteSpace(route.Description) ? "has no description. Say what people ask for."
        : string.IsNullOrWhiteSpace(route.PrimaryModel) ? "has no primary_model. Name a chat model by its id."
        : null;
}
