using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Runs;

namespace Planner.Routes;

/// <summary>Names the route whose description shares most with a message, found as cards are found: by words, their stems, and words that look alike.</summary>
internal sealed class WordRouter
{
    // The share of a message's telling words that a description must have; a single common word in a long message says nothing.
    private const double Least = 0.12;
    private const string Task = "text-generation";

    private readonly Lock _lock = new();
    private IReadOnlyList<Route> _known = [];
    private CardIndex _index = CardIndex.InMemory();

    /// <summary>The route of a message; when it says nothing by itself ("and in Python?"), that of the turn before and it together.</summary>
    public NamedRoute Name(IReadOnlyList<Route> routes, Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var index = IndexOf(routes);
        var found = Best(index, routes, request.Text);
        if (found.Route is null && request.History is [.., var last])
        {
            found = Best(index, routes, $"{last.Asked} {request.Text}");
        }

        return found;
    }

    private static NamedRoute Best(CardIndex index, IReadOnlyList<Route> routes, string text)
    {
        if (index.Search(new CardQuery { Text = text, Task = Task, Limit = 1 }) is not [var best]
            || best.Terms.FirstOrDefault(term => term.Name == "words") is not { Value: >= Least and var fit })
        {
            return new NamedRoute(null, 0, "no route's words are in it");
        }

        return new NamedRoute(routes.First(route => route.Name == best.Card.Id), Math.Min(1, 2 * fit), $"its words fit the route '{best.Card.Id}'");
    }

    private CardIndex IndexOf(IReadOnlyList<Route> routes)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(routes, _known))
            {
                _known = routes;
                _index = CardIndex.InMemory();
                _index.Put(routes.Select(route => new ModelCard { Id = route.Name, Tasks = [Task], Description = route.Description }));
            }

            return _index;
        }
    }
}
