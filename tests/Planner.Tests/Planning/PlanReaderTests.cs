using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;

namespace Planner.Tests.Planning;

public sealed class PlanReaderTests
{
    private static readonly Attachment[] Files = [new("f1", "receipt 2.png", new Artifact("a_1", "receipt 2.png", "image/png", 1, "00"))];

    [Theory]
    [InlineData("""
        {"id":"s1","task":"image-to-text","inputs":{"image":"@receipt 2.png"}}

        {"id":"s2","task":"translation","inputs":{"text":"@s1.text"},"parameters":{"target_language":"es"}}
        """)]
    [InlineData("""[{"id":"s1","task":"image-to-text","inputs":{"image":"@{receipt 2.png}"}},{"id":"s2","task":"translation","inputs":{"text":"@s1.text"},},]""")]
    [InlineData("""
        {"version":1,"steps":[{"id":"s1","task":"image-to-text","inputs":[{"slot":"image","value":"@f1"}]},
                              {"id":"s2","task":"translation","inputs":[{"slot":"text","value":"@s1.text"}]}]}
        """)]
    public void Read_AnyOfTheThreeForms_GivesTheSameSteps(string text)
    {
        var plan = PlanReader.Read(text, Files, _ => { });

        plan.Steps.Select(step => step.Id).ShouldBe(["s1", "s2"]);
        plan.Steps[0].Inputs["image"].ShouldBe(StepInput.To("f1"));
        plan.Steps[1].Dependencies.ShouldBe(["s1"]);
    }

    [Fact]
    public void Read_AtSignThatIsNoReference_IsLiteralAndReported()
    {
        var mends = new List<PlanMended>();

        var plan = PlanReader.Read("""{"id":"s1","task":"t","inputs":{"text":"@alice wrote to bob@example.org"}}""", Files, mends.Add);

        plan.Steps[0].Inputs["text"].ShouldBe(StepInput.Text("@alice wrote to bob@example.org"));
        mends.Single().Before.ShouldBe("@alice wrote to bob@example.org");
    }

    [Theory]
    [InlineData("{\"id\":\"s1\",\"task\":\"t\"}\n{oops", "line 2")]
    [InlineData("{\"id\":\"s1\"}", "task")]
    [InlineData("[1]", "Step 1 is not an object")]
    [InlineData("{\"steps\":3}", "is not a list")]
    [InlineData("{\"id\":\"s1\",\"task\":\"t\",\"forEach\":\"@s0\"}", "has 'forEach', which steps do not have")]
    public void Read_Malformed_SaysWhatAndWhere(string text, string message) =>
        Should.Throw<PlanFormatException>(() => PlanReader.Read(text, Files, _ => { })).Message.ShouldContain(message);
}
