using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

public sealed class TableFigureTests
{
    private const string Sales = """
        Date,Store,Product,Units,Revenue,Returned
        2026-03-02,Leeds,Lamp,2,90.00,no
        2026-03-09,York,Desk,1,189.00,yes
        2026-03-17,York,Lamp,4,180.00,no
        2026-04-01,Hull,Desk,3,567.00,yes
        2026-04-20,Hull,Kettle,5,149.50,no
        2026-05-05,Leeds,Desk,1,189.00,yes
        """;

    private const string Statement = """
        Дата;Описание;Категория;Сумма
        01.10.2026;Зарплата;Доход;85000,00
        03.10.2026;Пятёрочка;Продукты;-2345,60
        05.10.2026;Аренда;Жильё;-30000,00
        11.10.2026;Ашан;Продукты;-4120,35
        22.10.2026;Такси;Транспорт;-780,00
        28.10.2026;Интернет;Жильё;-550,00
        """;

    [Theory]
    [InlineData("How many rows were returned?", "3")]
    [InlineData("How many sales were not returned?", "3")]
    [InlineData("Total revenue of the returned desks", "945")]
    [InlineData("Which store had the most returned sales?", "York, Hull, Leeds")]
    public void Answer_ColumnOfYesAndNo_IsACondition(string question, string expected) => Answer(Sales, question).ShouldBe(expected);

    [Theory]
    [InlineData("What share of the revenue comes from Hull?", "52.5 %")]
    [InlineData("What percentage of sales were returned?", "50 %")]
    [InlineData("What percentage of the revenue in March came from desks?", "41.2 %")]
    [InlineData("What share of the revenue came in April?", "52.5 %")]
    public void Answer_Share_IsOfAllRowsThatMeetTheOtherConditions(string question, string expected) => Answer(Sales, question).ShouldBe(expected);

    [Theory]
    [InlineData("What share of the revenue is there?")]
    [InlineData("What share of the average revenue comes from Hull?")]
    public void Answer_ShareOfNothingNamed_IsNotAnswered(string question) =>
        TableQuestionAnswerer.Answer(Read(Sales), question).IsAnswered.ShouldBeFalse();

    [Fact]
    public void Answer_TopThreeRows_AreThreeRowsThoughTwoAreEqual() =>
        Answer(Sales, "Top 3 sales by revenue").ShouldBe("2026-04-01, Hull, Desk, Returned: 567; 2026-03-09, York, Desk, Returned: 189; 2026-05-05, Leeds, Desk, Returned: 189");

    [Theory]
    [InlineData("Сколько я потратил на продукты в октябре?", "6465.95")]
    [InlineData("На что я потратил больше всего?", "Жильё")]
    [InlineData("Сколько всего потрачено?", "37795.95")]
    [InlineData("Сколько я заработал?", "85000")]
    [InlineData("Какая доля расходов пришлась на продукты?", "17.1 %")]
    public void Answer_StatementOfAccount_TellsWhatWentOutFromWhatCameIn(string question, string expected) => Answer(Statement, question).ShouldBe(expected);

    [Theory]
    [InlineData("What was the revenue in the second quarter?")]
    [InlineData("Какая выручка во втором квартале?")]
    [InlineData("What was the revenue last week?")]
    public void Answer_StretchThatIsNotReckonedIn_IsNotAnswered(string question) =>
        TableQuestionAnswerer.Answer(Read(Sales), question).IsAnswered.ShouldBeFalse();

    [Theory]
    [InlineData("Which contacts live in Berlin or Dublin?", "Anna Keller, John O'Neil")]
    [InlineData("Which city does Marta Ruiz live in?", "Madrid")]
    public void Answer_ValuesThatTheQuestionNames_AreNoAnswer(string question, string expected) =>
        Answer("Name,Phone,City\nAnna Keller,+49 30 1234567,Berlin\nJohn O'Neil,+353 1 555 0199,Dublin\nMarta Ruiz,+34 91 555 22 11,Madrid\n", question).ShouldBe(expected);

    [Fact]
    public void Answer_BalanceThatTheTableLacks_IsNotAnswered() =>
        TableQuestionAnswerer.Answer(Read(Statement), "Какой остаток за месяц?").IsAnswered.ShouldBeFalse();

    private static string Answer(string table, string question) => TableQuestionAnswerer.Answer(Read(table), question).Answer;

    private static DelimitedTable Read(string text) => DelimitedTable.Parse(text).ShouldBeOfType<TableReadResult.Read>().Table;
}
