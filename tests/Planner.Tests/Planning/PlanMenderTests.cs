using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning;
using Planner.Planning.Mending;
using Planner.Runs;
using Planner.Tests.Planning.Lexical;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Planning;

public sealed class PlanMenderTests
{
    private static readonly TaskTaxonomy Tasks = Plans.Taxonomy;

    [Theory]
    [InlineData("Sumarization", "summarization")]
    [InlineData("speech_recognition", "automatic-speech-recognition")]
    [InlineData("ImageCaptioning", "image-to-text")]
    [InlineData("Entity Recognition", "token-classification")]
    [InlineData("Language Translation", "translation")]
    public void Mend_InventedTask_BecomesTheNearest(string name, string expected)
    {
        var input = expected is "automatic-speech-recognition" ? "@f2" : expected is "image-to-text" ? "@f1" : "words";
        var slot = expected is "automatic-speech-recognition" ? "audio" : expected is "image-to-text" ? "image" : "text";

        var mended = Mend(Step("s1", name, (slot, input)));

        mended.Steps.Single().Task.ShouldBe(expected);
        mended.Mends.ShouldContain(mend => mend.Before == name && mend.After == expected);
    }

    [Fact]
    public void Mend_NameOfNothing_IsLeftForTheController() =>
        Problems(Mend(Step("s1", "frobnicate", ("text", "words")))).Single().ShouldContain("'frobnicate', which does not exist");

    [Fact]
    public void Mend_ReferenceOffByOne_GoesToTheStepBefore()
    {
        var mended = Mend(Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "translation", ("text", "@s2")));

        mended.Steps[1].Inputs["text"].ShouldBe(StepInput.To("s1"));
        Problems(mended).ShouldBeEmpty();
    }

    [Fact]
    public void Mend_ReferenceThatNamesATask_GoesToItsStep()
    {
        var mended = Mend(Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "depth-estimation", ("image", "@f1")), Step("s3", "translation", ("text", "@@image-to-text")));

        mended.Steps[2].Inputs["text"].ShouldBe(StepInput.To("s1"));
    }

    [Fact]
    public void Mend_Cycle_IsCutWhereItGoesBack()
    {
        var mended = Mend(Step("s1", "image-to-text", ("image", "@f1")) with { After = ["s2"] }, Step("s2", "translation", ("text", "@s1")));

        mended.Steps[0].After.ShouldBeEmpty();
        mended.Steps[1].Inputs["text"].ShouldBe(StepInput.To("s1"));
        mended.Mends.Single().Why.ShouldContain("circle");
    }

    [Fact]
    public void Mend_WrongKind_OneConversionIsPutBetween()
    {
        var mended = Mend(Step("s1", "automatic-speech-recognition", ("audio", "@f2")), Step("s2", "text-to-image", ("text", "@s1")), Step("s3", "text-to-speech", ("text", "@s2")));

        mended.Steps.Select(step => step.Task).ShouldBe(["automatic-speech-recognition", "text-to-image", "image-to-text", "text-to-speech"]);
        mended.Steps[3].Inputs["text"].ShouldBe(StepInput.To(mended.Steps[2].Id));
        Problems(mended).ShouldBeEmpty();
    }

    [Fact]
    public void Mend_FoundObjectsWhereAPictureIsDue_GoesToThePicture()
    {
        var mended = Mend(Step("s1", "object-detection", ("image", "@f1")), Step("s2", "image-classification", ("image", "@s1")));

        mended.Steps[1].Inputs["image"].ShouldBe(StepInput.To("f1"));
        mended.Steps[1].After.ShouldBe(["s1"]);
    }

    [Fact]
    public void Mend_MissingFile_IsTheOneOfItsKind()
    {
        var mended = Mend(Step("s1", "automatic-speech-recognition"));

        mended.Steps[0].Inputs["audio"].ShouldBe(StepInput.To("f2"));
    }

    [Fact]
    public void Mend_InventedFile_IsTheOneOfItsKind()
    {
        var mended = Mend(Step("s1", "image-to-text", ("image", "uploaded_photo.jpg")));

        mended.Steps[0].Inputs["image"].ShouldBe(StepInput.To("f1"));
    }

    [Theory]
    [InlineData("Who must pay?", false)]
    [InlineData("Ada must pay the bill. Who must pay?", true)]
    public void Mend_QuestionWithoutAText_IsAskedOfTheRequestOnlyWhereItSaysMore(string request, bool mended)
    {
        var plan = new PlanMender(Tasks, Checker([]), request).Mend([], [Step("s1", "question-answering", ("question", "Who must pay?"))]);

        plan.Steps.Single().Inputs.ContainsKey("context").ShouldBe(mended);
    }

    [Fact]
    public void Mend_TwoFilesFit_NoneIsGuessed()
    {
        Attachment[] files = [File(1, "a.png"), File(2, "b.png")];

        Problems(Mend(files, Step("s1", "image-to-text")), files).Single().ShouldContain("lacks its input 'image'");
    }

    [Fact]
    public void Mend_SameStepTwice_IsDroppedAndItsTakerTurned()
    {
        var twin = Step("s2", "image-to-text", ("image", "@f1")) with { Instruction = "Do s1" };
        var mended = Mend(Step("s1", "image-to-text", ("image", "@f1")), twin, Step("s3", "translation", ("text", "@s2")));

        mended.Steps.Select(step => step.Id).ShouldBe(["s1", "s3"]);
        mended.Steps[1].Inputs["text"].ShouldBe(StepInput.To("s1"));
    }

    [Fact]
    public void Mend_InputThatTheTaskDoesNotTake_BecomesPartOfTheInstruction()
    {
        var mended = Mend(Step("s1", "depth-estimation", ("image", "@f1"), ("style", "in blue")));

        mended.Steps[0].Instruction.ShouldContain("style: in blue");
        mended.Mends.ShouldHaveSingleItem();
    }

    [Fact]
    public void Mend_StandingStep_IsNeverChanged()
    {
        var standing = Step("s1", "no-such-task", ("text", "@s1"));

        new PlanMender(Tasks, Checker(Files), "x").Mend([standing], [Step("s2", "translation", ("text", "words"))]).Steps.Select(step => step.Id).ShouldBe(["s2"]);
    }

    [Fact]
    public void Mend_SoundPlan_IsLeftAsItIs()
    {
        var mended = Mend(Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "translation", ("text", "@s1")) with { After = ["s1"] });

        mended.Mends.ShouldBeEmpty();
    }

    private static readonly Attachment[] Files = [File(1, "photo.png"), File(2, "memo.mp3")];

    private static MendedPlan Mend(params PlanStep[] steps) => Mend(Files, steps);

    private static MendedPlan Mend(Attachment[] files, params PlanStep[] steps) => new PlanMender(Tasks, Checker(files), "Do something with it").Mend([], steps);

    private static IEnumerable<string> Problems(MendedPlan plan, Attachment[]? files = null) => Checker(files ?? Files).Check(new Plan(plan.Steps)).Select(problem => problem.Message);

    private static PlanChecker Checker(Attachment[] files) => new(Tasks, files, [], new PlanLimits());

    private static Attachment File(int number, string name) => new($"f{number}", name, new Artifact($"a_{number}", name, MediaTypes.FromName(name)!, 1, "00"));
}
