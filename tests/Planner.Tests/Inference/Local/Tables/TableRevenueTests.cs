using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>Money where a table states pieces and prices, or amounts, or neither.</summary>
public sealed class TableRevenueTests
{
    [Theory]
    [InlineData("total revenue in March", "569")]
    [InlineData("Which seller had the highest revenue?", "Ann")]
    [InlineData("average revenue per sale", "226.5")]
    [InlineData("How much money did Boris bring in?", "465")]
    [InlineData("What does a lamp cost?", "25, 20")]
    [InlineData("How many units did Boris sell?", "27")]
    public void Answer_UnitsAndPrice_RevenueIsTheirProduct(string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Shop"), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Fact]
    public void Answer_DerivedRevenue_SaysHowAndPointsAtBothCells()
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Shop"), "What is the revenue of Boris in March?");

        answer.Explanation.ShouldContain("revenue (Units × Price)");
        answer.Coordinates.ShouldBe([new(3, 4), new(3, 5)]);
        answer.Cells.ShouldBe(["15", "15.00"]);
    }

    [Theory]
    [InlineData("Seller,Units,Price,Total\nAnn,2,10,18\nBoris,1,10,9\n", "What is the total revenue?", "27")]
    [InlineData("Seller,Units,Price,Price 2\nAnn,2,10,12\nBoris,1,10,12\n", "What is the total revenue?", "")]
    [InlineData("Seller,Units,Price,Discount\nAnn,2,10,1\nBoris,1,10,2\n", "What is the total revenue?", "")]
    [InlineData("Seller,Expenses\nAnn,20\nBoris,10\n", "What is the total revenue?", "")]
    [InlineData("Seller,Units\nAnn,20\nBoris,10\n", "Who brought in the most money?", "")]
    [InlineData("Seller,Units,Unit price\nAnn,2,10\nBoris,1,10\n", "How many units sold?", "3")]
    [InlineData("Seller,Units,Unit price\nAnn,2,10\nBoris,1,10\n", "What is the total price?", "30")]
    [InlineData("Product,Units,Price\nLamp,2,$10.50\nChair,1,$40.00\n", "What is the total revenue?", "$61")]
    [InlineData("Товар,Количество,Цена (руб)\nЛампа,2,100\nСтул,1,400\n", "Какая общая выручка?", "600 руб")]
    public void Answer_Revenue_IsStatedDerivedOrRefused(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Parse(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Theory]
    [InlineData("Сколько денег принесла Казань в феврале?", "900")]
    [InlineData("Сколько стоил кофе в Москве и в Казани?", "Москва: 700; Казань: 900")]
    [InlineData("Сколько продаж было в Москве?", "3")]
    public void Answer_RussianMoney_IsAnAmount(string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Cafe"), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Fact]
    public void Answer_RussianMoneyOfPerson_IsTheSalary() =>
        TableQuestionAnswerer.Answer(TableSamples.Read("Staff"), "Сколько денег получает Анна Петрова?").Answer.ShouldBe("85000");

    [Theory]
    [InlineData("Product,Price (EUR)\nLamp,20\nChair,45.5\n", "How much does the chair cost?", "45.5 EUR")]
    [InlineData("Model,Year\nAlpha,2025.0\nBeta,2024.0\n", "Which year is Alpha?", "2025")]
    [InlineData("City,Rain (mm)\nOslo,20\nRome,5\n", "What is the average rain?", "12.5 mm")]
    public void Answer_Number_IsWrittenWithUnitAndWithoutEmptyDecimals(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Parse(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }
}
