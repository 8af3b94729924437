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
