namespace Planner.Planning;

/// <summary>The steps of a plan and what each waits for. References to attachments are no edges.</summary>
public sealed class TaskGraph
{
    private readonly Dictionary<string, PlanStep> _steps;
    private readonly Dictionary<string, string[]> _dependencies;

    /// <summary>Builds the graph. Of steps with one id the first counts.</summary>
    public TaskGraph(IEnumerable<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        _steps = new(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            _steps.TryAdd(step.Id, step);
        }

        _dependencies = _steps.ToDictionary(
            pair => pair.Key, pair => pair.Value.Dependencies.Where(_steps.ContainsKey).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The ids of the steps that <paramref name="stepId"/> waits for.</summary>
    public IReadOnlyList<string> DependenciesOf(string stepId) => _dependencies.GetValueOrDefault(stepId) ?? [];

    /// <summary>All edges, from the step that gives to the step that takes.</summary>
    public IEnumerable<(string From, string To)> Edges =>
        _dependencies.SelectMany(pair => pair.Value.Select(from => (from, pair.Key)));

    /// <summary>The steps that nothing waits for: what the request was about.</summary>
    public IEnumerable<PlanStep> Sinks
    {
        get
        {
            var needed = _dependencies.Values.SelectMany(ids => ids).ToHashSet(StringComparer.Ordinal);
            return _steps.Values.Where(step => !needed.Contains(step.Id));
        }
    }

    /// <summary>
    /// The steps so that each comes after all it waits for, otherwise in plan order (Kahn 1962). Steps on a cycle, or behind one,
    /// are left out; <see cref="FindCycle"/> names it.
    /// </summary>
    public IReadOnlyList<PlanStep> TopologicalOrder()
    {
        var missing = _dependencies.ToDictionary(pair => pair.Key, pair => pair.Value.Length, StringComparer.Ordinal);
        var dependents = Edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var position = _steps.Keys.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
        var ready = new PriorityQueue<string, int>(missing.Where(pair => pair.Value == 0).Select(pair => (pair.Key, position[pair.Key])));
        var order = new List<PlanStep>(_steps.Count);
        while (ready.TryDequeue(out var id, out _))
        {
            order.Add(_steps[id]);
            foreach (var dependent in dependents[id])
            {
                if (--missing[dependent] == 0)
                {
                    ready.Enqueue(dependent, position[dependent]);
                }
            }
        }

        return order;
    }

    /// <summary>The ids along one cycle, the first repeated at the end (<c>s1, s2, s1</c>: s1 waits for s2, s2 for s1), or null.</summary>
    public IReadOnlyList<string>? FindCycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _steps.Keys)
        {
            // Depth first with a stack of our own: a plan from a model may be long enough to overflow the thread's.
            var path = new List<string>();
            var onPath = new HashSet<string>(StringComparer.Ordinal);
            var work = new Stack<(string Id, int Next)>([(start, 0)]);
            while (work.TryPop(out var top))
            {
                if (top.Next == 0)
                {
                    if (done.Contains(top.Id))
                    {
                        continue;
                    }

                    path.Add(top.Id);
                    onPath.Add(top.Id);
                }

                var dependencies = _dependencies[top.Id];
                if (top.Next < dependencies.Length)
                {
                    var next = dependencies[top.Next];
                    if (onPath.Contains(next))
                    {
                        return [.. path.SkipWhile(id => id != next), next];
                    }

                    work.Push((top.Id, top.Next + 1));
                    work.Push((next, 0));
                }
                else
                {
                    done.Add(top.Id);
                    onPath.Remove(top.Id);
                    path.RemoveAt(path.Count - 1);
                }
            }
        }

        return null;
    }

    /// <summary>The chain of steps that takes longest in all, and how long: the least time in which the graph can run.</summary>
    /// <param name="duration">A step's time; any unit.</param>
    public (IReadOnlyList<string> Path, double Length) CriticalPath(Func<PlanStep, double> duration)
    {
        ArgumentNullException.ThrowIfNull(duration);
        var best = new Dictionary<string, (double Length, string? Previous)>(StringComparer.Ordinal);
        foreach (var step in TopologicalOrder())
        {
            var slowest = _dependencies[step.Id].MaxBy(id => best[id].Length);
            best[step.Id] = ((slowest is null ? 0 : best[slowest].Length) + duration(step), slowest);
        }

        if (best.Count == 0)
        {
            return ([], 0);
        }

        var path = new List<string>();
        for (var id = best.MaxBy(pair => pair.Value.Length).Key; id is not null; id = best[id].Previous)
        {
            path.Insert(0, id);
        }

        return (path, best[path[^1]].Length);
    }
}
