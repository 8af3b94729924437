using System.Text.Json.Nodes;
using Planner.Planning.Reading;
using Planner.Runs;

namespace Planner.Planning;

/// <summary>
/// Reads a plan while it is being written, and gives each step the moment its brace closes. Lenient: JSON lines, a list, one object with
/// <c>steps</c>, fences, prose and <c>&lt;think&gt;</c> blocks around it, single quotes, calls of tools, and the formats of HuggingGPT
/// (<c>task, id, dep, args</c>) and TaskBench (<c>task_nodes, task_links</c>). What can't be read is a problem, never dropped.
/// </summary>
/// <param name="attachments">The files that the plan may refer to, by id or name.</param>
/// <param name="standing">Steps that stand already: a reply may refer to them, and their ids are taken.</param>
/// <param name="report">Told of whatever was read otherwise than it was written.</param>
/// <param name="taken">Further ids that are taken, of steps that are no longer part of the plan.</param>
public sealed class PlanReader(IReadOnlyList<Attachment> attachments, IReadOnlyList<PlanStep> standing, Action<PlanMended> report, IReadOnlyCollection<string>? taken = null)
{
    private const string Nodes = "task_nodes";
    private static readonly string[] LinkNames = ["task_links", "links", "edges"];
    private readonly PlanScanner _scanner = new();
    private readonly StepNames _names = new(attachments, standing, taken ?? []);
    private readonly List<JsonObject> _nodes = [];
    private readonly List<PlanStep> _read = [];
    private readonly List<PlanProblem> _problems = [];
    private bool _sawPlan;

    /// <summary>What could not be read; complete after <see cref="Complete"/>.</summary>
    public IReadOnlyList<PlanProblem> Problems => _problems;

    /// <summary>Reads a whole plan.</summary>
    /// <exception cref="PlanFormatException">It is no plan, or a part of it can't be read.</exception>
    public static Plan Read(string text, IReadOnlyList<Attachment> attachments, Action<PlanMended> report)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new PlanReader(attachments, [], report);
        var plan = new Plan([.. reader.Feed(text), .. reader.Complete()]);
        return reader.Problems.Count == 0 ? plan : throw new PlanFormatException(string.Join(' ', reader.Problems.Select(problem => problem.Message)));
    }

    /// <summary>Takes in the next piece of the reply.</summary>
    /// <returns>The steps that it completes.</returns>
    public IReadOnlyList<PlanStep> Feed(string piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return [.. _scanner.Feed(piece).SelectMany(Take)];
    }

    /// <summary>Ends the reply.</summary>
    /// <returns>Steps that had to wait for the end, because their links came after them.</returns>
    public IReadOnlyList<PlanStep> Complete()
    {
        var last = Linked([]);
        if (_scanner.IsOpen)
        {
            _problems.Add(new PlanProblem(null, $"The reply broke off after {_read.Count} steps, in the middle of the plan. Write the rest."));
        }
        else if (!_sawPlan)
        {
            _problems.Add(new PlanProblem(null, "The reply has no plan in it. Write {\"version\":1,\"steps\":[…]}; with no steps when nothing is to be done."));
        }

        return last;
    }

    private IReadOnlyList<PlanStep> Take(PlanPart part)
    {
        if (LooseJson.Parse(part.Json) is not { } json)
        {
            // Braces around something else are prose.
            if (part.Kind != PlanPartKind.Object || part.Json.Contains("task", StringComparison.OrdinalIgnoreCase))
            {
                _problems.Add(new PlanProblem(null, $"This is no JSON: {Shorten(part.Json)} Correct its quotes and brackets."));
            }

            return [];
        }

        switch (part.Kind)
        {
            case PlanPartKind.Step when json is JsonObject node && part.List == Nodes && StepForm.NamesTask(node):
                _nodes.Add(node);
                return [];
            case PlanPartKind.Step:
                return Step(json as JsonObject);
            case PlanPartKind.Whole:
                _sawPlan = true;
                return json is JsonObject whole ? Linked([.. Links(whole)]) : [];
            default:
                return One((JsonObject)json);
        }
    }

    /// <summary>An object that stands alone: a step, a call whose arguments are a plan, or steps by their ids.</summary>
    private IReadOnlyList<PlanStep> One(JsonObject json)
    {
        if (json.Count > 0 && json.All(pair => pair.Value is JsonObject value && StepForm.NamesTask(value)))
        {
            return [.. json.SelectMany(pair => Step(Named(pair.Key, (JsonObject)pair.Value!)))];
        }

        if (!StepForm.NamesTask(json))
        {
            // An object about something else, unless it is wrapped around a plan; a reply of only such objects has no plan in it.
            return StepForm.PlanWithin(json) is { } plan ? Inner(plan) : [];
        }

        return Step(json);
    }

    private IReadOnlyList<PlanStep> Step(JsonObject? json)
    {
        _sawPlan = true;
        if (json is not null && (StepForm.PlanInside(json) ?? StepForm.PlanWithin(json)) is { } text)
        {
            return Inner(text);
        }

        if (json is null || !StepForm.NamesTask(json))
        {
            _problems.Add(new PlanProblem(null, $"Step {_read.Count + 1} names no task: {Shorten(json?.ToJsonString() ?? "")} Write {{\"id\":\"s1\",\"task\":\"…\",\"inputs\":…}}."));
            return [];
        }

        return Accept(StepForm.Read(json, _names, report));
    }

    /// <summary>A plan that stands inside of something else.</summary>
    private IReadOnlyList<PlanStep> Inner(string text)
    {
        _sawPlan = true;
        var inner = new PlanReader(attachments, [.. standing, .. _read], report, taken);
        var steps = (IReadOnlyList<PlanStep>)[.. inner.Feed(text), .. inner.Complete()];
        _problems.AddRange(inner.Problems);
        _read.AddRange(steps);
        return steps;
    }

    /// <summary>The nodes that were held for their links, which say what feeds what.</summary>
    private List<PlanStep> Linked(IReadOnlyList<(string From, string To)> links)
    {
        if (_nodes.Count == 0)
        {
            return [];
        }

        _sawPlan = true;
        var steps = NodeLinks.Read(_nodes, links, _names, report).SelectMany(Accept).ToList();
        _nodes.Clear();
        return steps;
    }

    private IReadOnlyList<PlanStep> Accept(PlanStep step)
    {
        if (taken?.Contains(step.Id) == true && standing.All(before => before.Id != step.Id))
        {
            step = step with { Id = _names.Rename() };
        }

        if (standing.Concat(_read).FirstOrDefault(before => before.Id == step.Id) is { } before)
        {
            if (IsRepetition(before, step))
            {
                report(new PlanMended { StepId = step.Id, Before = $"{step.Id} twice", After = step.Id, Why = $"Step {step.Id} was written twice, alike." });
                return [];
            }

            var id = _names.Rename();
            report(new PlanMended { StepId = id, Before = step.Id, After = id, Why = $"There is a step {step.Id} already; this one is {id}, for what follows too." });
            step = step with { Id = id };
        }

        _read.Add(step);
        return [step];
    }

    private static bool IsRepetition(PlanStep before, PlanStep step) =>
        string.Equals(before.Task, step.Task, StringComparison.OrdinalIgnoreCase)
        && before.Inputs.Count == step.Inputs.Count
        && before.Inputs.All(pair => step.Inputs.TryGetValue(pair.Key, out var same) && pair.Value.Equals(same));

    private static IEnumerable<(string From, string To)> Links(JsonObject whole) =>
        from name in LinkNames
        where whole[name] is JsonArray
        from link in whole[name]!.AsArray().OfType<JsonObject>()
        from source in Ends(link["source"] ?? link["from"])
        from target in Ends(link["target"] ?? link["to"])
        select (source, target);

    private static IEnumerable<string> Ends(JsonNode? end) => end switch
    {
        JsonArray several => several.SelectMany(Ends),
        JsonValue => [end.ToString()],
        _ => [],
    };

    private static JsonObject Named(string id, JsonObject step)
    {
        var named = step.DeepClone().AsObject();
        if (!named.ContainsKey("id"))
        {
            named["id"] = id;
        }

        return named;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
