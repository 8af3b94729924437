using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>Who did something, and which of two named did more of it.</summary>
public sealed class TablePeopleTests
{
    [Theory]
    [InlineData("Who sold more, Ann or Boris?", "Ann")]
    [InlineData("Who sold fewer lamps, Ann or Boris?", "Boris")]
    [InlineData("Which region brought more revenue, North or South?", "North")]
    [InlineData("Did Ann sell more lamps or chairs?", "lamp")]
    [InlineData("Did Ann sell more than Boris?", "Ann")]
    [InlineData("Who sold the most chairs?", "Boris")]
    [InlineData("Who sold lamps?", "Carl, Ann, Boris")]
    public void Answer_Who_NamesThePerson(string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Read("Shop"), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }

    [Theory]
    [InlineData("Product name,Customer,Seller,Units\nTea,Kim,Ann,3\nCocoa,Lee,Boris,5\nTea,Lee,Ann,1\n", "Who sold the most?", "Boris")]
    [InlineData("Product name,Customer,Seller,Units\nTea,Kim,Ann,3\nCocoa,Lee,Boris,5\nTea,Lee,Ann,1\n", "Who bought the most?", "Lee")]
    [InlineData("Region,Responsible,Units\nNorth,Maria Lopez,3\nSouth,Tom Becker,5\nNorth,Tom Becker,2\n", "Who sold the most?", "Tom Becker")]
    [InlineData("Регион,Продавец,Количество\nСевер,Анна,3\nЮг,Борис,5\nСевер,Борис,2\n", "Кто продал больше, Анна или Борис?", "Борис")]
    [InlineData("Регион,Менеджер,Количество\nСевер,Анна,3\nЮг,Борис,5\nСевер,Борис,2\n", "Кто продал меньше всех?", "Анна")]
    [InlineData("Region,Product,Units\nNorth,Tea,3\nSouth,Tea,5\nNorth,Cocoa,2\n", "Who sold the most?", "")]
    public void Answer_Who_TakesTheColumnOfPeople(string table, string question, string expected)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Parse(table), question);

        answer.Answer.ShouldBe(expected, answer.Explanation);
    }
}
