using Planner.Planning;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Planning;

public sealed class TaskGraphTests
{
    [Fact]
    public void TopologicalOrder_AnyOrderOfSteps_PutsEachAfterWhatItNeeds()
    {
        var graph = new TaskGraph([TextStep("s3", "@s1", "@s2"), TextStep("s2", "@s1"), TextStep("s1", "x"), TextStep("s4", "y")]);

        graph.TopologicalOrder().Select(step => step.Id).ShouldBe(["s1", "s2", "s3", "s4"]);
    }

    [Fact]
    public void Edges_AfterAndForEach_CountLikeReferences()
    {
        var graph = new TaskGraph([TextStep("s1", "x"), TextStep("s2", "@item") with { ForEach = StepInput.To("s1") }, TextStep("s3", "z") with { After = ["s2"] }]);

        graph.Edges.ShouldBe([("s1", "s2"), ("s2", "s3")]);
        graph.Sinks.Single().Id.ShouldBe("s3");
    }

    [Fact]
    public void FindCycle_CycleBehindAChain_NamesOnlyTheCycle()
    {
        var graph = new TaskGraph([TextStep("s1", "@s2"), TextStep("s2", "@s3"), TextStep("s3", "@s4"), TextStep("s4", "@s2")]);

        graph.FindCycle().ShouldBe(["s2", "s3", "s4", "s2"]);
        graph.TopologicalOrder().ShouldBeEmpty();
    }

    [Fact]
    public void FindCycle_StepThatNeedsItself_IsACycle() => new TaskGraph([TextStep("s1", "@s1")]).FindCycle().ShouldBe(["s1", "s1"]);

    [Fact]
    public void FindCycle_ChainOf100000_NeedsNoDeepStack()
    {
        var graph = new TaskGraph(Enumerable.Range(1, 100_000).Select(n => TextStep($"s{n}", n == 100_000 ? "x" : $"@s{n + 1}")));

        graph.FindCycle().ShouldBeNull();
    }

    [Fact]
    public void CriticalPath_Diamond_IsTheSlowerBranch()
    {
        var graph = new TaskGraph([TextStep("s1", "x"), TextStep("s2", "@s1"), TextStep("s3", "@s1"), TextStep("s4", "@s2", "@s3")]);
        var seconds = new Dictionary<string, double> { ["s1"] = 1, ["s2"] = 5, ["s3"] = 2, ["s4"] = 1 };

        var (path, length) = graph.CriticalPath(step => seconds[step.Id]);

        path.ShouldBe(["s1", "s2", "s4"]);
        length.ShouldBe(7);
    }
}
