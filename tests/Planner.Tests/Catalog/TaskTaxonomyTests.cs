using Planner.Catalog;

namespace Planner.Tests.Catalog;

public sealed class TaskTaxonomyTests
{
    [Fact]
    public void Load_OptionalMembersLeftOut_KeepTheirDefaults()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """[{"id":"x","group":"nlp","description":"x","inputs":[{"name":"text","accepts":["text"]}],"output":"text"}]""");

        var task = TaskTaxonomy.Load(path).Tasks.Single();
        File.Delete(path);

        task.Inputs.Single().Required.ShouldBeTrue();
        task.Inputs.Single().Many.ShouldBeFalse();
        task.Unplannable.ShouldBeFalse();
        task.Aliases.ShouldBeEmpty();
        task.Parameters.ShouldBeEmpty();
        task.Cues.ShouldBeEmpty();
    }
}
