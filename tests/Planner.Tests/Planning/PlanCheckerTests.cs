using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Planning;

public sealed class PlanCheckerTests
{
    private static readonly Attachment[] Files =
    [
        new("f1", "photo.png", new Artifact("a_1", "photo.png", "image/png", 1, "00")),
        new("f2", "talk.wav", new Artifact("a_2", "talk.wav", "audio/wav", 1, "00")),
    ];

    [Theory]
    [InlineData("automatic-speech-recognition", "audio", "@f1", "needs audio as 'audio', but photo.png is an image")]
    [InlineData("image-to-text", "image", "a picture of a cat", "needs an image or a document as 'image', but the text \"a picture of a cat\" is given")]
    [InlineData("image-to-text", "picture", "@f1", "has no input 'picture'; it takes image")]
    [InlineData("image-to-text", "picture", "@f1", "lacks its input 'image' (an image or a document). Attached: photo.png (image/png), talk.wav (audio/wav)")]
    [InlineData("summarization", "text", " ", "an empty text is given")]
    [InlineData("summarization", "text", "say @{f2}", "talk.wav, audio, can't be put into a text")]
    public void Check_InputThatDoesNotFit_SaysWhatIsNeededAndWhatThereIs(string task, string slot, string input, string message) =>
        Check(Step("s1", task, (slot, input))).ShouldContain(problem => problem.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Check_SeveralImagesForOneSlot_PointsAtForEach() =>
        Check(new PlanStep { Id = "s1", Task = "object-detection", Inputs = new Dictionary<string, StepInput> { ["image"] = StepInput.List([StepInput.To("f1"), StepInput.To("f1")]) } })
            .ShouldHaveSingleItem().ShouldContain("2 are given and it takes one. Use for_each");

    [Fact]
    public void Check_TextOfAStepWhereAPictureOrAPageIsDue_IsSaid() =>
        Check(TextStep("s1", "a"), Step("s2", "image-to-text", ("image", "@s1"))).ShouldHaveSingleItem().ShouldContain("the result of s1 is a text");

    [Fact]
    public void Check_SameIdTwice_IsSaid() => Check(TextStep("s1", "a"), TextStep("s1", "b")).ShouldContain(problem => problem.Contains("Two steps have the id 's1'", StringComparison.Ordinal));

    [Fact]
    public void Check_ItemWithoutForEach_IsSaid() => Check(TextStep("s1", "about @{item}")).ShouldHaveSingleItem().ShouldContain("'@item', which is there only with for_each");

    [Theory]
    [InlineData(-1)]
    [InlineData(1e8)]
    [InlineData(double.NaN)]
    public void Check_ImpossibleMaxSeconds_IsSaid(double seconds) =>
        Check(TextStep("s1", "a") with { Requirements = new StepRequirements { MaxSeconds = seconds } }).ShouldHaveSingleItem().ShouldContain("max_seconds out of range");

    [Fact]
    public void Check_TooManySteps_IsRefusedBeforeAnythingElse() =>
        Check(limits: new PlanLimits { MaxSteps = 2 }, TextStep("s1", "a"), TextStep("s2", "b"), TextStep("s3", "c")).ShouldHaveSingleItem().ShouldContain("3 steps; at most 2");

    [Fact]
    public void Check_LabelsIntoText_AndTextIntoLabels_Fit() =>
        Check(
            Step("s1", "object-detection", ("image", "@f1")),
            TextStep("s2", "@s1.labels"),
            Step("s3", "zero-shot-classification", ("text", "@s2"), ("candidate_labels", "red, green"))).ShouldBeEmpty();

    private static IReadOnlyList<string> Check(params PlanStep[] steps) => Check(new PlanLimits(), steps);

    private static IReadOnlyList<string> Check(PlanLimits limits, params PlanStep[] steps) =>
        [.. new PlanChecker(RunTestHost.Taxonomy, Files, [], limits).Check(new Plan(steps)).Select(problem => problem.Message)];
}
