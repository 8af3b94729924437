using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Tests.Planning.Lexical;
using Planner.Values;

namespace Planner.Tests.Planning;

public sealed class OutsideTasksTests
{
    [Fact]
    public void Load_TaskBenchForm_KeepsKnownCuesUnderTheGivenNames()
    {
        var path = Write("""
            {"nodes":[{"id":"Tabular Classification","desc":"…","input-type":["image"],"output-type":["text"]},
                      {"id":"Conversational","desc":"…","input-type":["text"],"output-type":["text"]},
                      {"id":"Weather-Report","desc":"Tells the weather.","input-type":["text"],"output-type":["text"]}]}
            """);

        var tasks = OutsideTasks.Load(path, Plans.Taxonomy);

        tasks.Tasks.Select(task => task.Id).ShouldBe(["Tabular Classification", "Conversational", "Weather-Report"]);
        tasks.Tasks[0].Inputs[0].Accepts.ShouldBe([Modality.Image]);
        tasks.Tasks[1].Plannable.ShouldBeTrue();
        LexicalPlanner.Draft(Plans.Request("Give me a weather report"), tasks).Steps.ShouldHaveSingleItem().Task.ShouldBe("Weather-Report");
        LexicalPlanner.Draft(Plans.Request("hello"), tasks).Steps.ShouldHaveSingleItem().Task.ShouldBe("Conversational");
    }

    [Theory]
    [InlineData("Find a slot when Anna and Bob are both free, then create an event for the budget review", "find_free_time CreateEvent")]
    [InlineData("Search my inbox for the invoice from Acme and translate the message into German", "search_inbox translate_message")]
    [InlineData("Cancel the event on Friday and send an email to the guests", "cancel-event send_email")]
    [InlineData("What appointments are there on Tuesday?", "list_events")]
    [InlineData("qwerty", "")]
    public void Load_ToolsOfAnotherDomain_ArePlannedByIdAndDescription(string text, string tools)
    {
        var tasks = OutsideTasks.Load(Write("""
            {"nodes":[{"id":"send_email","desc":"Sends a message to recipients.","input-type":["text"],"output-type":["text"]},
                      {"id":"search_inbox","desc":"Searches the inbox for messages that match a query.","input-type":["text"],"output-type":["text"]},
                      {"id":"translate_message","desc":"Translates a message to another language.","input-type":["text"],"output-type":["text"]},
                      {"id":"CreateEvent","desc":"Adds a meeting to the calendar.","input-type":["date","text"],"output-type":["event"]},
                      {"id":"list_events","desc":"Lists the appointments of a day or week.","input-type":["date"],"output-type":["text"]},
                      {"id":"cancel-event","desc":"Calls a meeting off and tells the guests.","input-type":["event"],"output-type":["text"]},
                      {"id":"find_free_time","desc":"Finds a slot when all people are free.","input-type":["text"],"output-type":["date"]}]}
            """), Plans.Taxonomy);

        LexicalPlanner.Draft(Plans.Request(text), tasks).Steps.Select(step => step.Task).ShouldBe(tools.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    public void Load_NoTaskList_NamesTheFile(string content)
    {
        var path = Write(content);

        Should.Throw<CatalogException>(() => OutsideTasks.Load(path, Plans.Taxonomy)).Message.ShouldContain(path);
    }

    private static string Write(string content)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("planner-").FullName, "tools.json");
        File.WriteAllText(path, content);
        return path;
    }
}
