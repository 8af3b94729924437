using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.SavedPlans;

public sealed class SavedPlanTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-plans-");
    private readonly ManualTimeProvider _clock = new();

    private SavedPlanStore Store => new(Options.Create(new SavedPlanOptions { Folder = _folder.FullName }), _clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Save_SameName_MakesTheNextVersionAndKeepsTheOnesBefore()
    {
        Store.Save(Sample() with { Description = "one" }).Version.ShouldBe(1);
        Store.Save(Sample() with { Description = "two" }).Version.ShouldBe(2);

        Store.Find("invoice", null)!.Description.ShouldBe("two");
        Store.Find("invoice@1", null)!.Description.ShouldBe("one");
        Store.Find("invoice@3", null).ShouldBeNull();
        Store.Versions("invoice", null).ShouldBe([1, 2]);
        Store.List(null).ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public void Save_FromAnOlderState_IsRefused()
    {
        Store.Save(Sample(), 0).Version.ShouldBe(1);

        Should.Throw<SavedPlanChangedException>(() => Store.Save(Sample(), 0));
        Store.Save(Sample(), 1).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Save_ByManyAtOnce_GivesEachAVersionOfItsOwn()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.Save(Sample()).Version)));

        versions.Order().ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public void F30_Find_PlanOfAnotherOwner_IsNotThere()
    {
        Store.Save(Sample() with { Owner = "ann" });

        Store.Find("invoice", "bob").ShouldBeNull();
        Store.Find("invoice", null).ShouldBeNull();
        Store.List("bob").ShouldBeEmpty();
        Store.Remove("invoice", "bob").ShouldBeFalse();
        Store.Find("invoice", "ann").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("Invoice")]
    [InlineData("-x")]
    [InlineData("")]
    [InlineData("a/b")]
    public void Save_NameThatIsNone_IsRefused(string name)
    {
        Should.Throw<BadRequestException>(() => Store.Save(Sample() with { Name = name })).Message.ShouldContain("small letters");
        Store.Find(name, null).ShouldBeNull();
    }

    [Fact]
    public void Remove_Plan_TakesAllItsVersions()
    {
        Store.Save(Sample());
        Store.Save(Sample());

        Store.Remove("invoice", null).ShouldBeTrue();

        Store.Find("invoice@1", null).ShouldBeNull();
        Store.Remove("invoice", null).ShouldBeFalse();
    }

    [Fact]
    public void AsRequest_FilesInAnyOrder_GoWhereTheyBelong()
    {
        var request = Sample().AsRequest(Given(File("data.csv", "text/csv"), File("scan.png", "image/png")), Sample().Plan);

        request.Attachments.Select(file => (file.Id, file.Name)).ShouldBe([("f1", "scan.png"), ("f2", "data.csv")]);
        request.Text.ShouldBe("Read the invoice");
        request.SavedPlan.ShouldBe("invoice@0");
    }

    [Fact]
    public void AsRequest_FileCalledByItsRole_IsThatFile()
    {
        var plan = Sample() with { Files = [new SavedFile("f1", "front", Modality.Image), new SavedFile("f2", "back", Modality.Image)] };

        var request = plan.AsRequest(Given(File("back.png", "image/png"), File("other.png", "image/png")), plan.Plan);

        request.Attachments.Select(file => (file.Id, file.Name)).ShouldBe([("f1", "other.png"), ("f2", "back.png")]);
    }

    [Fact]
    public void AsRequest_FileMissingOrTooMany_SaysWhatThePlanTakes()
    {
        Should.Throw<BadRequestException>(() => Sample().AsRequest(Given(File("scan.png", "image/png")), Sample().Plan)).Message.ShouldBe("The plan 'invoice' takes page (image), payments (table); payments is missing.");
        Should.Throw<BadRequestException>(() => Sample().AsRequest(Given(File("a.png", "image/png"), File("b.csv", "text/csv"), File("c.png", "image/png")), Sample().Plan)).Message.ShouldContain("'c.png' is one too many");
    }

    [Fact]
    public async Task Of_Run_KeepsPlanFilesAndWords()
    {
        await using var host = new RunTestHost(new ScriptedPlanner([Step("s1", "image-to-text", ("image", "@f1")), TextStep("s2", "@s1")]), new FakeBackend());
        var run = await host.RunAsync(await host.RequestWithAsync("page.png", Bytes.Png));

        var plan = SavedPlan.Of("reader", run);

        plan.Files.ShouldBe([new SavedFile("f1", "page", Modality.Image)]);
        plan.Plan.Steps.Select(step => step.Id).ShouldBe(["s1", "s2"]);
        (plan.Text, plan.Description, plan.FromRun).ShouldBe(("Do it", "Do it", run.RunId));
        Store.Save(plan);
        Store.Find("reader", null)!.Plan.Steps[1].Inputs["text"].ShouldBe(StepInput.To("s1"));
    }

    [Fact]
    public void Of_RunWithoutAPlan_IsRefused() => Should.Throw<BadRequestException>(() => SavedPlan.Of("x", new RunState())).Message.ShouldContain("no plan");

    private static SavedPlan Sample() => new()
    {
        Name = "invoice",
        Text = "Read the invoice",
        Files = [new SavedFile("f1", "page", Modality.Image), new SavedFile("f2", "payments", Modality.Table)],
        Plan = new Plan([Step("s1", "image-to-text", ("image", "@f1"))]),
    };

    private static Request Given(params Attachment[] files) => new() { Text = "", Attachments = files };

    private static Attachment File(string name, string mediaType) => new("f0", name, new Artifact("a_1", name, mediaType, 1, "00"));
}
