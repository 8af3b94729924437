using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>Several questions in one, and answers that are rows.</summary>
public sealed class TableCompoundQuestionTests
{
    [Theory]
    [InlineData("Shop", "How many lamps were sold and who earns the most?", "How many lamps were sold? 38\nWho earns the most? Ann")]
    [InlineData("Shop", "Which region sold the most lamps and how many?", "North, 32")]
    [InlineData("Shop", "How many lamps were sold and how many bananas were sold?",
        "How many lamps were sold? 38\nHow many bananas were sold? No answer: 'bananas' is not in the table.")]
    [InlineData("Shop", "Which seller sold the most and when did he sell?",
        "Which seller sold the most? Ann\nWhen did he sell? No answer: 'he' points at another part of the question.")]
    [InlineData("Shop", "Who sold lamps and how many?", "Who sold lamps? Carl, Ann, Boris\nHow many? No answer: This does not say of what.")]
    [InlineData("Cafe", "Сколько продаж было в Москве и какой товар принёс больше всего?",
        "Сколько продаж было в Москве? 3\nКакой товар принёс больше всего? кофе")]
    public void Answer_TwoQuestions_BothAreAnswered(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Fact]
    public void Answer_NoPartAnswered_IsNotAnswered()
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(
            TableSamples.Read("Shop"), "How many bananas were sold and who wrote the Iliad?");

        answer.IsAnswered.ShouldBeFalse(answer.Answer);
        answer.Explanation.ShouldContain("'bananas' is not in the table.");
    }

    [Theory]
    [InlineData("Shop", "top 2 sales by units",
        "2026-02-03, North, Ann, lamp: 20; 2026-03-21, West, Ann, desk: 18")]
    [InlineData("Shop", "Show all sales of Boris",
        "2026-02-10, North, lamp, 12, 20; 2026-03-04, South, chair, 15, 15")]
    [InlineData("Shop", "Show everything Boris sold",
        "2026-02-10, North, lamp, 12, 20; 2026-03-04, South, chair, 15, 15")]
    [InlineData("Payments", "Show all payments over 1000", "2027-03-04, Nina Novak, deposit, 1900 €")]
    [InlineData("Shop", "What did Ann sell?", "lamp, chair, desk")]
    [InlineData("Sales", "top 2 orders by units", "1004, 2026-04-01, East, Ann Fisher, Black Tea: 20; 1007, 2026-05-20, East, Oscar Wilde, Coffee: 12")]
    public void Answer_Rows_AreShownWithWhatIdentifiesThem(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Theory]
    [InlineData("How many units did Ann and Boris sell?", "Ann: 39; Boris: 27")]
    [InlineData("How many units did Ann or Boris sell?", "66")]
    [InlineData("How many units did Ann and Boris sell together?", "66")]
    [InlineData("How many units were sold in January and February?", "January: 6; February: 32")]
    public void Answer_TwoNamedValues_AreTwoAnswers(string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Shop"), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }
}
