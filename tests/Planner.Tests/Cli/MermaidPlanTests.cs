using Planner.Cli.Views;
using Planner.Planning;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class MermaidPlanTests
{
    [Fact]
    public void Write_Plan_IsAFlowchart() => MermaidPlan.Write(
        new Plan([Steps.Step("s1", "image-to-text", ("image", "@f1")), Steps.TextStep("s2", "@s1")]),
        new Dictionary<string, string> { ["f1"] = "page 1.png", ["f2"] = "unused.csv" }).ShouldBe(
        """
        flowchart TD
            f1[/"page 1.png"/]
            n2["s1 image-to-text<br/>Do s1"]
            n3["s2 summarization<br/>Do s2"]
            f1 --> n2
            n2 --> n3

        """);

    [Fact]
    public void Write_SyntaxInLabels_IsEscaped()
    {
        var step = Steps.TextStep("end", "x") with { Instruction = "say \"hi\"] --> x; <script> `a` #1 & {b} | c\nd \u001b[2J Привет 日本" };

        var label = MermaidPlan.Write(new Plan([step]), new Dictionary<string, string>()).Split('\n')[1].Trim();

        label.ShouldStartWith("n1[\"end summarization<br/>");
        label.ShouldEndWith("\"]");
        var inside = label["n1[\"".Length..^2].Replace("<br/>", "", StringComparison.Ordinal);
        inside.ShouldAllBe(c => !"\"[]{}<>|`&\u001b".Contains(c));
        inside.ShouldContain("#34;hi#34;");
        inside.ShouldContain("Привет");
    }
}
