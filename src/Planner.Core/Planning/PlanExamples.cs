using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Matching;
using Planner.Prompts;
using Planner.Runs;

namespace Planner.Planning;

/// <summary>Solved requests, <c>prompts/examples/*.jsonl</c>: lines of <c>{"request","files":[name…],"steps":[…]}</c>.</summary>
public sealed class PlanExamples
{
    /// <summary>How much of a request's words an example must account for to confirm a plan; chosen high, since words alone say little about order.</summary>
    private const double Alike = 0.75;

    private readonly Lazy<(IReadOnlyList<PlanExample> All, Bm25Index Index)> _examples;

    /// <summary>Makes them of the folder of prompts; read when first asked for.</summary>
    public PlanExamples(IOptions<PromptOptions> options) => _examples = new(() =>
    {
        var all = Load(options.Value);
        return (all, new Bm25Index([new Bm25Field("request", 1)], [.. all.Select(IReadOnlyList<string>[] (example) => [SearchTerms.Of(example.Request)])]));
    });

    /// <summary>All of them.</summary>
    /// <exception cref="PromptException">A line is no example.</exception>
    public IReadOnlyList<PlanExample> All => _examples.Value.All;

    /// <summary>The examples nearest to a request by their words, best first.</summary>
    public IEnumerable<PlanExample> Nearest(string request) => Scored(request).OrderByDescending(pair => pair.Score).Select(pair => pair.Example);

    /// <summary>Whether an example that reads much like the request has a plan of the same tasks.</summary>
    public bool Confirm(string request, IReadOnlyList<PlanStep> steps, TaskTaxonomy taxonomy)
    {
        string Name(string task) => taxonomy.TryGet(task, out var known) ? known.Id : task;
        var best = Scored(request).OrderByDescending(pair => pair.Score).FirstOrDefault();
        return best.Score >= Alike && best.Example.Plan.Steps.Select(step => Name(step.Task)).SequenceEqual(steps.Select(step => step.Task));
    }

    private IEnumerable<(PlanExample Example, double Score)> Scored(string request)
    {
        var (all, index) = _examples.Value;
        return all.Zip(index.Score(SearchTerms.Of(request)));
    }

    private static IReadOnlyList<PlanExample> Load(PromptOptions options) =>
    [
        .. new[] { options.Folder, options.UserFolder }
            .Where(folder => !string.IsNullOrEmpty(folder))
            .Select(folder => Path.Combine(folder!, "examples"))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (line, index)).Where(pair => !string.IsNullOrWhiteSpace(pair.line)).Select(pair => Read(path, pair.index + 1, pair.line))),
    ];

    private static PlanExample Read(string path, int number, string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            IReadOnlyList<Attachment> files = [.. (json["files"] as JsonArray ?? []).Select((name, index) => Named(name!.GetValue<string>(), index + 1))];
            var mends = new List<PlanMended>();
            var plan = PlanReader.Read(new JsonObject { ["steps"] = (json["steps"] ?? throw new PlanFormatException("\"steps\" is missing.")).DeepClone() }.ToJsonString(), files, mends.Add);
            return mends.Count == 0
                ? new PlanExample((json["request"] ?? throw new PlanFormatException("\"request\" is missing.")).GetValue<string>(), files, plan)
                : throw new PlanFormatException(mends[0].Why);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or PlanFormatException)
        {
            throw new PromptException($"'{path}' line {number} is no example: {exception.Message} Write {{\"request\",\"files\",\"steps\"}}.", exception);
        }
    }

    private static Attachment Named(string name, int number) =>
        new($"f{number}", name, new Artifact("", name, MediaTypes.FromName(name) ?? MediaTypes.Unknown, 0, ""));
}
