using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Values;

namespace Planner.Tests.Planning.Lexical;

public sealed class CueTests
{
    private static readonly TaskType Task = new()
    {
        Id = "some-task",
        Group = "nlp",
        Description = "",
        Inputs = [new TaskSlot { Name = "text", Accepts = [Modality.Text] }],
        Output = Modality.Text,
    };

    [Theory]
    [InlineData("summarise", "Please summarises this", true)]
    [InlineData("=summaries", "Please summarise this", false)]
    [InlineData("summar*", "a summarization", true)]
    [InlineData("read .. aloud", "read the long thing aloud", true)]
    [InlineData("read .. aloud", "read the letter aloud", false)]
    [InlineData("read .. aloud", "read it. Then say it aloud", false)]
    [InlineData("convert .. speech", "convert the text to speech", false)]
    [InlineData("convert ... speech", "convert the text to speech", true)]
    [InlineData("make . story", "make a short story", true)]
    [InlineData("make . story", "make it fit for a story", false)]
    [InlineData("tone of|= letter", "the tone letter", true)]
    [InlineData("in {lang}", "say it in Spanish", true)]
    [InlineData("на {lang}", "переведи на испанский", true)]
    [InlineData("кратк* перескаж*", "кратко перескажите", true)]
    [InlineData("^ read", "and read it", false)]
    public void Match_Phrase_FitsOnlyAsWritten(string cue, string text, bool fits)
    {
        var request = RequestReader.Read(Plans.Request(text));
        var parsed = CueParser.Parse(Task, cue);

        Enumerable.Range(0, request.Words.Count).Any(at => CueMatcher.Match(parsed, request, at) is not null).ShouldBe(fits);
    }

    [Fact]
    public void Parse_WeightNeedsAndBlock_AreRead()
    {
        var cue = CueParser.Parse(Task, "!classify .. {image} #0.7 [table+image]");

        cue.Weight.ShouldBe(0.7);
        cue.Needs.ShouldBe(WordClass.Table | WordClass.Image);
        cue.Blocks.ShouldBeTrue();
    }

    [Theory]
    [InlineData("read {nothing}")]
    [InlineData("read #much")]
    [InlineData("a/b")]
    [InlineData("of|= letter")]
    [InlineData("")]
    public void Parse_BrokenCue_NamesTaskAndCue(string cue) =>
        Should.Throw<CatalogException>(() => CueParser.Parse(Task, cue)).Message.ShouldContain($"'{cue}' of task 'some-task'");

    [Fact]
    public void Of_ShippedTasks_ReadsEveryCue() => CueIndex.Of(Plans.Taxonomy).Results.ShouldNotBeNull();

    [Fact]
    public void Load_ShippedTasks_HasEveryTaskOfTheFirstIssue()
    {
        string[] some =
        [
            "token-classification", "translation", "summarization", "question-answering", "text-generation", "sentence-similarity",
            "tabular-classification", "object-detection", "image-classification", "image-to-image", "image-to-text", "text-to-image",
                "text-to-video",
            "visual-question-answering", "document-question-answering", "image-segmentation", "depth-estimation", "text-to-speech",
            "automatic-speech-recognition", "audio-to-audio", "audio-classification", "image-text-to-image", "table-question-answering",
        ];

        some.ShouldBeSubsetOf(Plans.Taxonomy.Tasks.Where(task => task.Plannable).Select(task => task.Id));
        Plans.Taxonomy.TryGet("Conversational", out var chat).ShouldBeTrue();
        chat!.Plannable.ShouldBeFalse();
    }
}
