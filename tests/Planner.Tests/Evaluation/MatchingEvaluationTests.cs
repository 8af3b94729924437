using Planner.Catalog;
using Planner.Evaluation;
using Planner.Matching;
using Planner.Routing;
using Planner.Tests.Catalog;
using Planner.Tests.Planning.Lexical;

namespace Planner.Tests.Evaluation;

public sealed class MatchingEvaluationTests
{
    [Fact]
    public void Run_KnownPlaces_GivesTheHandComputedFigures()
    {
        // Open: the wanted one is second, then fourth, then missing; its domain is first in two of three.
        var search = new FakeSearch((query, domain) => (query, domain) switch
        {
            ("a", null) => ["x/A", "want/A"],
            ("b", null) => ["x/B", "y/A", "z/A", "want/B"],
            ("c", null) => ["x/A"],
            _ => ["want/" + domain],
        });
        MatchingSample[] samples = [new("a", "want", "A"), new("b", "want", "B"), new("c", "want", "C")];

        var report = MatchingEvaluation.Run(search, 7, samples, null, TestContext.Current.CancellationToken);

        report.Open.Named.Select(figure => (figure.Name, Math.Round(figure.Value.Value, 2)))
            .ShouldBe([("domain@1", 66.67), ("recall@1", 0), ("recall@5", 66.67), ("recall@10", 66.67), ("mrr@10", 25)]);
        report.DomainKnown.Named.ShouldAllBe(figure => figure.Value.Value == 100 && figure.Value.Low == 100);
        report.Open.Domain1.Low.ShouldBe(0);
        report.Open.Domain1.High.ShouldBe(100);
        report.ToJson()["open"]!["ci95"]!["recall@1"]!.ToJsonString().ShouldBe("[0,0]");
    }

    [Fact]
    public void Load_LineWithoutAModel_SaysWhichAndWhatItMustHave()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"query":"q","gold_model":"m","gold_domain":"d"}""" + "\n" + """{"query":"q"}""");

        Should.Throw<FormatException>(() => MatchingSample.Load(path)).Message
            .ShouldBe($"'{path}' line 2 is no matching sample: \"gold_model\" is missing. It must have query, gold_model and gold_domain.");
        File.Delete(path);
    }

    [Fact]
    public void Run_ApiBenchDevelopmentRequests_DoesNotFallBehindWhatWasReached()
    {
        var data = Plans.Find("shared/eval/apibench/queries.dev.jsonl");
        Assert.SkipWhen(data is null, "No shared/eval/apibench/queries.dev.jsonl beside the repository: the cards and requests of others are not part of it.");
        var catalog = MatchingCatalog.Load(Path.Combine(Path.GetDirectoryName(data!)!, "catalog.jsonl"), ShippedCatalog.Taxonomy());

        var report = MatchingEvaluation.Run(catalog.Search(), catalog.Cards.Count, MatchingSample.Load(data!), null, TestContext.Current.CancellationToken);

        report.Open.Domain1.Value.ShouldBeGreaterThan(58);
        report.Open.Recall5.Value.ShouldBeGreaterThan(36.5);
        report.DomainKnown.Recall5.Value.ShouldBeGreaterThan(53);
        report.DomainKnown.Recall10.Value.ShouldBeGreaterThan(69);
    }

    private sealed class FakeSearch(Func<string, string?, string[]> found) : IModelSearch
    {
        public IReadOnlyList<FoundModel> Search(ModelQuery query) => [.. found(query.Text, query.Task).Select(name => name.Split('/')).Select(parts => new FoundModel(
            new ModelCard { Id = parts[0], Tasks = [parts[1]], Description = "" }, new Candidate(parts[0], 1, [])))];

        public FoundModel? Find(string id, Egress ceiling = Egress.Cloud) => null;
    }
}
