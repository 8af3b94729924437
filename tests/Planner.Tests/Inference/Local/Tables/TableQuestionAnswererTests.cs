using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

public sealed class TableQuestionAnswererTests
{
    [Theory]
    [InlineData("Sales", "How many orders are there in the North?", "3")]
    [InlineData("Sales", "What is the total for region South?", "205")]
    [InlineData("Sales", "What is the average total of orders in the East region?", "219.6")]
    [InlineData("Sales", "How many units of coffee were sold?", "25")]
    [InlineData("Sales", "Which region had the highest total?", "East")]
    [InlineData("Sales", "Which product has the second highest total units?", "Coffee")]
    [InlineData("Sales", "Total per region", "North: 291.2; South: 205; East: 439.2")]
    [InlineData("Sales", "How many orders have a total over 100?", "4")]
    [InlineData("Sales", "How much did Maria Lopez spend after 1 April?", "36")]
    [InlineData("Sales", "How much did Tom Becker pay in March?", "248.3")]
    [InlineData("Sales", "What did Ann Fisher pay on 2026-06-15?", "73.5")]
    [InlineData("Sales", "Which customer bought cocoa?", "Ann Fisher")]
    [InlineData("Sales", "How many different customers are there?", "4")]
    [InlineData("Sales", "What is the smallest total?", "18.4")]
    [InlineData("Sales", "Which customer placed the most orders?", "Ann Fisher")]
    [InlineData("Sales", "What is the total of order 1004?", "210")]
    [InlineData("Sales", "How many orders were made between 1 March and 10 April?", "5")]
    [InlineData("Sales", "How many orders were not from the North?", "5")]
    [InlineData("Sales", "Which month had the highest sales?", "2026-03")]
    [InlineData("Sales", "When did Oscar Wilde order?", "2026-05-20")]
    [InlineData("Sales", "What is the total for Tom Bekker?", "248.3")]
    [InlineData("Sales", "Average total by product", "Green Tea: 78; Coffee: 159.17; Black Tea: 141.75; Cocoa: 18.4")]
    [InlineData("Stores", "Which region had the highest average basket?", "South")]
    [InlineData("Stores", "How many visitors did the North have?", "2100")]
    [InlineData("Stores", "Which store has the lowest average basket?", "Delta")]
    [InlineData("Stores", "Which stores have more than 1000 visitors?", "Alpha, Delta")]
    [InlineData("Stores", "Top 2 stores by visitors", "Delta, Alpha")]
    [InlineData("Payments", "How much has Maria Lopez paid in total?", "1000 €")]
    [InlineData("Payments", "When was the last payment?", "2027-03-04")]
    [InlineData("Payments", "Who paid a deposit?", "Nina Novak")]
    [InlineData("Payments", "What is the sum of rent payments?", "1480 €")]
    [InlineData("Sales", "Сколько заказов в регионе North?", "3")]
    [InlineData("Sales", "Какова общая сумма по региону South?", "205")]
    [InlineData("Sales", "Сумма по регионам", "North: 291.2; South: 205; East: 439.2")]
    [InlineData("Sales", "Какой регион принёс больше всего?", "East")]
    [InlineData("Sales", "Сколько заказов на сумму больше 100?", "4")]
    [InlineData("Sales", "Средняя сумма заказа на востоке", "219.6")]
    [InlineData("Sales", "Какого числа сделал заказ Oscar Wilde?", "2026-05-20")]
    [InlineData("Sales", "Какой клиент заплатил меньше всех?", "Maria Lopez")]
    [InlineData("Sales", "Сколько заказов было в марте?", "3")]
    [InlineData("Staff", "Какая зарплата у Анны Петровой?", "85000")]
    [InlineData("Staff", "Какая средняя зарплата в отделе разработки?", "132500")]
    [InlineData("Staff", "Кто получает больше всех?", "Ольга Кузнецова")]
    [InlineData("Staff", "Сколько сотрудников в Москве?", "3")]
    [InlineData("Staff", "Сумма зарплат по отделам", "Продажи: 177000; Разработка: 265000; Бухгалтерия: 78000")]
    [InlineData("Staff", "В каком отделе самая высокая средняя зарплата?", "Разработка")]
    [InlineData("Staff", "Кто работает в Казани?", "Иван Сидоров")]
    [InlineData("Staff", "Сколько инженеров?", "2")]
    [InlineData("Staff", "Какова доля инженеров?", "40 %")]
    [InlineData("Staff", "Кто получает больше 100 тысяч?", "Ольга Кузнецова, Пётр Смирнов")]
    [InlineData("Staff", "Кого приняли после 1 января 2022 года?", "Иван Сидоров, Пётр Смирнов")]
    [InlineData("Staff", "Когда приняли Марию Волкову?", "05.05.2019")]
    [InlineData("Staff", "Где живёт Пётр Смирнов?", "Самара")]
    [InlineData("Staff", "Какая минимальная зарплата?", "78000")]
    [InlineData("Staff", "Назови вторую по величине зарплату", "125000")]
    [InlineData("Stores", "В каком магазине самый высокий средний чек?", "Gamma")]
    [InlineData("Payments", "Сколько заплатила Maria Lopez?", "1000 €")]
    [InlineData("Sales", "Which customers are from the South or East?", "Tom Becker, Ann Fisher, Maria Lopez, Oscar Wilde")]
    [InlineData("Sales", "How many orders had more than 5 units and total below 130?", "2")]
    [InlineData("Sales", "What was the most popular product?", "Coffee")]
    [InlineData("Sales", "What is the average number of units per order?", "8.38")]
    [InlineData("Sales", "What did Maria Lopez buy?", "Green Tea")]
    [InlineData("Sales", "Show all orders over 200",
        "1004, 2026-04-01, East, Ann Fisher, Black Tea, 20, 210; 1007, 2026-05-20, East, Oscar Wilde, Coffee, 12, 229.2")]
    [InlineData("Sales", "What is the total revenue by month?", "2026-03: 368.3; 2026-04: 246; 2026-05: 247.6; 2026-06: 73.5")]
    [InlineData("Sales", "Какой продукт покупали чаще всего?", "Coffee")]
    [InlineData("Sales", "Топ 3 клиента по сумме", "Ann Fisher, Tom Becker, Oscar Wilde")]
    [InlineData("Sales", "Сколько заказов не из South?", "5")]
    [InlineData("Sales", "Сумма заказов с 1 апреля по 20 мая", "493.6")]
    [InlineData("Staff", "Кто самый высокооплачиваемый?", "Ольга Кузнецова")]
    [InlineData("Payments", "Сколько было платежей до 1 марта?", "2")]
    [InlineData("Payments", "Кто платил в феврале?", "Maria Lopez, Tom Becker")]
    public void Answer_Question_IsAnsweredFromTable(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
        answer.Confidence.ShouldBeGreaterThanOrEqualTo(TableQuestionAnswerer.LeastConfidence);
    }

    [Theory]
    [InlineData("Sales", "What is the capital of France?")]
    [InlineData("Sales", "How many elephants are there?")]
    [InlineData("Sales", "How much did John Smith pay?")]
    [InlineData("Sales", "What is the total in Antarctica?")]
    [InlineData("Sales", "What is the median total?")]
    [InlineData("Sales", "Why did sales fall?")]
    [InlineData("Sales", "What is the total of order 7777?")]
    [InlineData("Sales", "")]
    [InlineData("Sales", "?!")]
    [InlineData("Sales", "Who wrote the Iliad?")]
    [InlineData("Sales", "how much did john smith pay?")]
    [InlineData("Sales", "How much more did Maria spend than Tom?")]
    [InlineData("Sales", "Total units by product and region")]
    [InlineData("Staff", "На сколько зарплата Анны меньше зарплаты Ивана?")]
    [InlineData("Staff", "Какая завтра погода?")]
    [InlineData("Staff", "Какая зарплата у Николая Гоголя?")]
    [InlineData("Staff", "Сколько сотрудников в Париже?")]
    public void Answer_NotInTable_IsNotAnswered(string table, string question)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read(table), question);

        answer.IsAnswered.ShouldBeFalse($"{answer.Answer}: {answer.Explanation}");
        answer.Confidence.ShouldBeLessThan(TableQuestionAnswerer.LeastConfidence);
        answer.Explanation.ShouldNotBeEmpty();
    }

    [Fact]
    public void Answer_Sum_NamesCellsAndFilter()
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Sales"), "What is the sum of total where region is North?");

        answer.Aggregator.ShouldBe(TableAggregator.Sum);
        answer.Coordinates.ShouldBe([new(0, 6), new(2, 6), new(5, 6)]);
        answer.Cells.ShouldBe(["120.00", "152.80", "18.40"]);
        answer.Explanation.ShouldBe("sum of total where region = North (3 rows)");
    }

    [Theory]
    [InlineData("How many orders are there?", TableAggregator.Count)]
    [InlineData("What is the average total?", TableAggregator.Average)]
    [InlineData("What is the highest total?", TableAggregator.Max)]
    [InlineData("What is the lowest total?", TableAggregator.Min)]
    [InlineData("Which customer bought cocoa?", TableAggregator.None)]
    public void Answer_Operation_NamesAggregator(string question, TableAggregator expected) =>
        TableQuestionAnswerer.Answer(TableSamples.Read("Sales"), question).Aggregator.ShouldBe(expected);

    [Fact]
    public void Answer_UnclearWords_IsLessConfident()
    {
        var answerer = new TableQuestionAnswerer(TableSamples.Read("Sales"));

        double clear = answerer.Answer("What is the average total in the North?").Confidence;
        double unclear = answerer.Answer("What is the average glorious total in the North?").Confidence;

        unclear.ShouldBeLessThan(clear);
    }
}
