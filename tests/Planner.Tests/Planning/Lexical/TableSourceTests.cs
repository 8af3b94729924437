using Planner.Catalog;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Runs;
using Planner.Values;

namespace Planner.Tests.Planning.Lexical;

public sealed class TableSourceTests
{
    private static readonly TaskTaxonomy Taxonomy = new(
    [
        .. Plans.Taxonomy.Tasks,
        new TaskType
        {
            Id = "shop.orders",
            Group = "tool",
            Description = "The rows of the table orders.",
            Inputs = [],
            Output = Modality.Table,
            Cues = new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["orders #0.8"] },
        },
    ]);

    [Theory]
    [InlineData("What is the total amount of the orders of Peter Novak?")]
    [InlineData("Tell me the total of the orders")]
    public void Draft_QuestionAboutATable_AsksItsRows(string request)
    {
        var steps = LexicalPlanner.Draft(new Request { Text = request }, Taxonomy).Steps;

        steps.Select(step => step.Task).ShouldBe(["shop.orders", "table-question-answering"]);
        steps[1].Inputs["table"].ShouldBe(StepInput.To("s1"));
    }

    [Fact]
    public void Draft_TableAlone_GivesItsRows() =>
        LexicalPlanner.Draft(new Request { Text = "Show me the orders" }, Taxonomy).Steps.Select(step => step.Task).ShouldBe(["shop.orders"]);
}
