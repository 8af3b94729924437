using Planner.Cli.Views;
using Planner.Planning;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class PlanGraphTests
{
    [Fact]
    public void Draw_Chain_IsOneLane() => Picture(
        Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"), Steps.TextStep("s3", "@s2")).ShouldBe(
        """
        ○ s1
        ○ s2
        ○ s3
        """);

    [Fact]
    public void Draw_TwoIntoOne_JoinsLanes() => Picture(
        Steps.TextStep("s1", "x"), Steps.TextStep("s2", "y"), Steps.TextStep("s3", "@s1", "@s2")).ShouldBe(
        """
        ○ s1
        │ ○ s2
        ├─╯
        ○ s3
        """);

    [Fact]
    public void Draw_OneIntoThree_Branches() => Picture(
        Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"), Steps.TextStep("s3", "@s1"), Steps.TextStep("s4", "@s1"),
        Steps.TextStep("s5", "@s2", "@s3", "@s4")).ShouldBe(
        """
        ○ s1
        ├─╮
        │ ○ s2
        ├─│─╮
        │ │ ○ s3
        ○ │ │ s4
        ├─┴─╯
        ○ s5
        """);

    [Fact]
    public void Draw_Independent_ShareNoLine() => Picture(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "y")).ShouldBe(
        """
        ○ s1
        ○ s2
        """);

    [Fact]
    public void Draw_Cycle_StillShowsEveryStep() => PlanGraph.Draw([Steps.TextStep("s1", "@s2"), Steps.TextStep("s2", "@s1"), Steps.TextStep("s3", "x")])
        .Select(row => row.StepId).ShouldBe(["s3", "s1", "s2"], ignoreOrder: false);

    [Fact]
    public void Draw_Ascii_HasNoOtherCharacters() => string.Concat(
        PlanGraph.Draw([Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"), Steps.TextStep("s3", "@s1"), Steps.TextStep("s4", "@s2", "@s3")], unicode: false)
            .Select(row => row.Before + row.After + row.Below)).ShouldAllBe(c => char.IsAscii(c));

    [Fact]
    public void Draw_RandomGraphs_EachStepOnceAndInOrder()
    {
        var random = new Random(17);
        for (var round = 0; round < 300; round++)
        {
            var steps = Enumerable.Range(1, random.Next(1, 12)).Select(number => Steps.TextStep(
                $"s{number}", [.. Enumerable.Range(1, number - 1).Where(_ => random.Next(4) == 0).Select(from => $"@s{from}")])).ToArray();

            var rows = PlanGraph.Draw(steps);

            var order = rows.Where(row => row.StepId is not null).Select(row => row.StepId!).ToList();
            order.ShouldBe(steps.Select(step => step.Id), ignoreOrder: true);
            foreach (var (from, to) in new TaskGraph(steps).Edges)
            {
                order.IndexOf(from).ShouldBeLessThan(order.IndexOf(to));
            }

            rows[^1].Below.ShouldBe("");
        }
    }

    private static string Picture(params PlanStep[] steps) => string.Join('\n', PlanGraph.Draw(steps).Select(row =>
        row.StepId is null ? row.Before : $"{row.Before}○ {(row.After.Length == 0 ? "" : row.After + " ")}{row.StepId}"));
}
