using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Planning;
using Planner.Serialization;

namespace Planner.Tests.Planning;

public sealed class StepInputTests
{
    [Theory]
    [InlineData("@s1", "s1")]
    [InlineData("@f12.text", "f12")]
    [InlineData("@s1.labels[0].label", "s1")]
    [InlineData("@s2[3]", "s2")]
    public void Parse_WholeReference_IsAReference(string text, string target)
    {
        var input = StepInput.Parse(text).ShouldBeOfType<ReferenceInput>();

        input.Reference.Target.ShouldBe(target);
        input.ToJson()!.GetValue<string>().ShouldBe(text);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("me@@example.org", "me@example.org")]
    [InlineData("@@s1", "@s1")]
    [InlineData("@", "@")]
    [InlineData("@s1 and more", "@s1 and more")]
    [InlineData("@s1.", "@s1.")]
    [InlineData("@s1[x]", "@s1[x]")]
    [InlineData("@{not one}", "@{not one}")]
    public void Parse_AnythingElse_IsLiteral(string text, string literal) =>
        StepInput.Parse(text).ShouldBeOfType<LiteralInput>().AsText.ShouldBe(literal);

    [Fact]
    public void Parse_TextWithReferences_IsATemplate()
    {
        var input = StepInput.Parse("Compare @{s1} with @{s2.text} at me@@x").ShouldBeOfType<TemplateInput>();

        input.References.Select(reference => reference.Body).ShouldBe(["s1", "s2.text"]);
        input.ToJson()!.GetValue<string>().ShouldBe("Compare @{s1} with @{s2.text} at me@@x");
    }

    [Theory]
    [InlineData("\"@s1\"")]
    [InlineData("\"a @{s1} b @@ c\"")]
    [InlineData("[\"@s1\",\"@@s2\",3,[\"x\"]]")]
    [InlineData("{\"a\":1}")]
    [InlineData("12.5")]
    public void Converter_AnyForm_RoundTrips(string json)
    {
        var step = new PlanStep { Id = "s1", Task = "t", Inputs = new Dictionary<string, StepInput> { ["x"] = StepInput.Parse(JsonNode.Parse(json)) } };

        var written = JsonSerializer.Serialize(step, PlannerJson.Context.PlanStep);
        var read = JsonSerializer.Deserialize(written, PlannerJson.Context.PlanStep)!;

        JsonNode.DeepEquals(JsonNode.Parse(written)!["inputs"]!["x"], JsonNode.Parse(json)).ShouldBeTrue(written);
        read.Inputs["x"].ShouldBe(step.Inputs["x"]);
    }
}
