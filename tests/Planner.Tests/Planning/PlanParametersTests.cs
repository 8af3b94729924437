using System.Text.Json.Nodes;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Planning;

public sealed class PlanParametersTests
{
    private readonly PlanParameters _parameters = new(RunTestHost.Taxonomy);

    private static Plan Sample { get; } = new(
    [
        Step("s1", "translation", ("text", "@f1")) with { Instruction = "Into Spanish", Parameters = Set(("target_language", "es"), ("count", 3)) },
        Step("s2", "question-answering", ("question", "Who pays?"), ("context", "@s1")) with { Instruction = "Who pays?" },
        Step("s3", "summarization", ("text", "@s1")) with { Parameters = Set(("target_language", "es")) },
        Step("s4", "question-answering", ("question", "When?"), ("context", "@s1")),
    ]);

    [Fact]
    public void Of_ValuesOfOneName_AreOneWhereEqualAndNamedByTheirStepWhereNot()
    {
        var found = _parameters.Of(Sample);

        found.Select(parameter => parameter.Name).ShouldBe(["target_language", "count", "s2.question", "s4.question"]);
        found[0].Steps.ShouldBe(["s1", "s3"]);
    }

    [Fact]
    public void Set_SharedName_ChangesEveryStepThatHasIt()
    {
        var plan = _parameters.Set(Sample, Set(("target_language", "de")));

        plan.Steps[0].Parameters["target_language"]!.GetValue<string>().ShouldBe("de");
        plan.Steps[2].Parameters["target_language"]!.GetValue<string>().ShouldBe("de");
        plan.Steps[1].ShouldBeSameAs(Sample.Steps[1]);
    }

    [Fact]
    public void Set_ValueThatTheInstructionTold_ChangesTheInstruction()
    {
        var plan = _parameters.Set(Sample, Set(("s1.target_language", "de"), ("s2.question", "Who paid?")));

        plan.Steps[0].Instruction.ShouldBe("translation, target language: de");
        plan.Steps[1].Instruction.ShouldBe("Who paid?");
        plan.Steps[2].Parameters["target_language"]!.GetValue<string>().ShouldBe("es");
    }

    [Fact]
    public void Set_TextForANumber_IsReadAsOne()
    {
        _parameters.Set(Sample, Set(("count", "5"))).Steps[0].Parameters["count"]!.GetValue<int>().ShouldBe(5);
        Should.Throw<BadRequestException>(() => _parameters.Set(Sample, Set(("count", "many")))).Message.ShouldContain("like 3");
    }

    [Fact]
    public void Set_Instruction_IsAlwaysThere() => _parameters.Set(Sample, Set(("s3.instruction", "Briefly"))).Steps[2].Instruction.ShouldBe("Briefly");

    [Theory]
    [InlineData("colour")]
    [InlineData("s9.question")]
    [InlineData("s3.question")]
    [InlineData("question")]
    public void Set_NameThatThePlanHasNot_SaysWhatThereIs(string name) =>
        Should.Throw<BadRequestException>(() => _parameters.Set(Sample, Set((name, "x")))).Message.ShouldContain("s2.question");

    private static Dictionary<string, JsonNode?> Set(params (string Name, JsonNode? Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);
}
