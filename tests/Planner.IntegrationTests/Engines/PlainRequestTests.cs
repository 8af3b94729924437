using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.Planning.Lexical;
using Planner.Routing;
using Planner.Runs;

namespace Planner.IntegrationTests.Engines;

/// <summary>Plain requests, planned and matched: the engine of this machine that understands them must come first.</summary>
public sealed class PlainRequestTests
{
    // What was missed of the half that nothing was tuned on is not told, so that nothing is.
    [Theory]
    [InlineData("development", 0.95)]
    [InlineData("held-out", 0.6)]
    public async Task Match_PlainRequests_ReachTheirEngines(string split, double least)
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        EngineHost.Needs("convert", "imagemagick");
        await using var services = new ServiceCollection().AddLogging().AddCatalog(options => options.UserFolder = null)
            .AddSingleton(new ArtifactStore(Microsoft.Extensions.Options.Options.Create(new ArtifactStoreOptions { Root = Path.GetTempPath() })))
            .AddLocalInference().Configure<LocalEngineOptions>(options => options.CommandFolder = null).AddMatching().BuildServiceProvider();
        var (taxonomy, matcher) = (services.GetRequiredService<TaskTaxonomy>(), services.GetRequiredService<IModelMatcher>());
        var checks = EngineHost.CheckSet("plain-requests.jsonl").Where(check => (string)check["split"]! == split).ToArray();
        var missed = new List<(string Engine, string Fault)>();
        foreach (var check in checks)
        {
            var (text, engine) = ((string)check["request"]!, (string)check["engine"]!);
            var request = new Request
            {
                Text = text,
                Attachments = [.. check["files"]!.AsArray().Select((name, i) => new Attachment($"f{i + 1}", (string)name!, new Artifact($"a{i}", (string)name!, "application/octet-stream", 0, "")))],
            };
            var steps = LexicalPlanner.Draft(request, taxonomy).Steps;
            var first = steps is [var only] ? (await matcher.MatchAsync(only, Egress.Machine, null, TestContext.Current.CancellationToken)).Candidates.FirstOrDefault(candidate => candidate.Runnable) : null;
            if (first?.ModelId != engine)
            {
                missed.Add((engine, $"{text} → {string.Join(", ", steps.Select(step => $"{step.Task} '{step.Instruction}'"))} on {first?.ModelId ?? "nothing"}, not {engine}"));
            }
        }

        foreach (var engine in checks.GroupBy(check => (string)check["engine"]!))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{split} {engine.Key}: {engine.Count() - missed.Count(miss => miss.Engine == engine.Key)} of {engine.Count()}");
        }

        var reached = (checks.Length - missed.Count) / (double)checks.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{split}: {checks.Length - missed.Count} of {checks.Length}{(split == "held-out" ? "" : "\n" + string.Join('\n', missed.Select(miss => miss.Fault)))}");
        reached.ShouldBeGreaterThanOrEqualTo(least);
    }
}
