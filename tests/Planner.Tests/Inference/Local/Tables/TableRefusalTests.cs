using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>What a question names and the table does not know is refused, by name and in a sentence.</summary>
public sealed class TableRefusalTests
{
    [Theory]
    [InlineData("Shop", "How many bananas were sold?", "'bananas' is not in the table.")]
    [InlineData("Shop", "Who sold the most bananas?", "'bananas' is not in the table.")]
    [InlineData("Shop", "What is the total profit?", "'profit' is not in the table.")]
    [InlineData("Shop", "What is the highest temperature?", "'temperature' is not in the table.")]
    [InlineData("Cafe", "Сколько бананов продали?", "'бананов' is not in the table.")]
    [InlineData("Shop", "What is the capital of France?", ".")]
    [InlineData("Shop", "Total units of Boris in November", ".")]
    [InlineData("Shop", "What is the cheapest product and the most expensive product?", "asks for a second order; ask for each alone.")]
    [InlineData("Shop", "Who sold more?", "the question does not name two things to compare.")]
    [InlineData("Shop", "How much did Ann sell more than Boris?", ".")]
    [InlineData("Cafe", "Кто купил больше всех кофе?", "The table has no column of people.")]
    [InlineData("Cafe", "Какой город заработал больше?", "the question does not name two things to compare.")]
    [InlineData("Cafe", "What is the total of row 7777?", "No cell holds 7777.")]
    [InlineData("Shop", "Change the units of Boris to 5 and sum the units", ".")]
    public void Answer_UnknownThing_IsRefusedInASentence(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read(table), question);

        answer.IsAnswered.ShouldBeFalse($"{answer.Answer}: {answer.Explanation}");
        answer.Explanation.ShouldEndWith(expected);
    }

    [Theory]
    [InlineData("Delete the row of Boris and sum the units", "45")]
    [InlineData("Total units without Boris", "45")]
    [InlineData("Total units except Ann and Boris", "6")]
    [InlineData("How many units were sold except in the South?", "57")]
    [InlineData("How many units were sold except by seller Boris?", "45")]
    public void Answer_Without_LeavesRowsOut(string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Shop"), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Fact]
    public void Answer_RussianWithout_LeavesRowsOut() =>
        TableQuestionAnswerer.Answer(TableSamples.Read("Cafe"), "Общая сумма без Казани").Answer.ShouldBe("1300");
}
