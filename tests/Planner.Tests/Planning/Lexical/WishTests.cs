using Planner.Planning;
using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

/// <summary>Ways to ask that once went wrong, each a kind of its own.</summary>
public sealed class WishTests
{
    [Theory]
    [InlineData("Read the scan aloud", "scan_letter.png", "image-to-text text-to-speech")]
    [InlineData("Summarise the report and tell me who signed it", "report.pdf", "image-to-text summarization question-answering")]
    [InlineData("Transcrbe this and tranlsate it into French", "call.mp3", "automatic-speech-recognition translation")]
    [InlineData("Расшифруй и переведи на англиский", "call.mp3", "automatic-speech-recognition translation")]
    [InlineData("The footage is shaky and dark, it wants brightening", "shaky.mp4", "video-to-video")]
    [InlineData("Tell me if these two are alike in meaning: \"It rains.\" and \"It is raining.\"", "", "sentence-similarity")]
    [InlineData("I need this review in Spanish, please", "review.txt", "translation")]
    [InlineData("Put this note into Spanish and record it as an mp3 I can listen to", "note.txt", "translation text-to-speech")]
    [InlineData("Отрази картинку по горизонтали и сделай её чёрно-белой", "landscape.jpg", "image-to-image")]
    [InlineData("Сделай из статьи слайды с озвучкой", "article.txt", "text-to-video")]
    [InlineData("What size is this picture in pixels?", "landscape.jpg", "visual-question-answering")]
    [InlineData("How many windows were sold in March?", "sales.csv", "table-question-answering")]
    [InlineData("What was sold in February?", "sales.csv", "table-question-answering")]
    [InlineData("What was the revenue in February?", "sales.csv", "table-question-answering")]
    [InlineData("How much did we sell in March 2026?", "sales.csv", "table-question-answering")]
    [InlineData("What will the sales be in May?", "sales.csv", "time-series-forecasting")]
    [InlineData("What happens in the video?", "clip.mp4", "video-text-to-text")]
    [InlineData("Сожми картинку до 200 пикселей и сделай её чёрно-белой", "landscape.jpg", "image-to-image")]
    [InlineData("Turn this article into slides with a voiceover", "article.txt", "text-to-video")]
    public void Draft_Wish_PlansTheseTasks(string text, string file, string tasks) =>
        Plans.Tasks(text, file.Length == 0 ? [] : [file]).ShouldBe(tasks.Split(' '));

    [Theory]
    [InlineData("Check the letters against the payments")]
    [InlineData("Has everyone who owes money in these letters paid?")]
    [InlineData("Did everyone pay what the letter asks for?")]
    [InlineData("Who has not paid yet?")]
    [InlineData("Who still owes money?")]
    [InlineData("Сверь письма с платежами: кто ещё не заплатил?")]
    [InlineData("Кто из должников уже заплатил?")]
    [InlineData("Все ли заплатили?")]
    public void Draft_LettersAndPayments_HoldsWhatTheLettersSayAgainstTheTable(string text) => Plans
        .Lines(text, "invoice-page-1.png", "invoice-page-2.png", "payments.csv")
        .ShouldBe([
            "s1 image-to-text image=@f1",
            "s2 image-to-text image=@f2",
            $"s3 table-question-answering question={text}: @{{s1}}\n@{{s2}} table=@f3",
        ]);

    [Theory]
    [InlineData("Who paid the most?")]
    [InlineData("How much did Anna Schmidt pay?")]
    [InlineData("Кто заплатил больше всех?")]
    public void Draft_QuestionOnPaymentsAlone_AsksTheTable(string text) => Plans
        .Lines(text, "invoice-page-1.png", "payments.csv").ShouldBe([$"s1 table-question-answering question={text} table=@f2"]);

    [Theory]
    [InlineData("To Spanish, French and German: \"Closed on Mondays.\"")]
    [InlineData("Переведи на испанский, французский и немецкий: «Закрыто»")]
    public void Draft_ListOfLanguages_MakesABranchForEach(string text)
    {
        var steps = Plans.Draft(text).Steps;

        steps.Select(step => step.Parameters["target_language"]!.GetValue<string>()).ShouldBe(["es", "fr", "de"]);
        steps.ShouldAllBe(step => !step.Dependencies.Any() && !step.Parameters.ContainsKey("source_language"));
    }

    [Fact]
    public void Draft_FilesOfSeveralKinds_TakesThemAll()
    {
        var steps = Plans.Draft("Summarise these", "call.mp3", "report.pdf", "notes.txt").Steps;

        steps.SelectMany(step => step.Dependencies).Where(id => id[0] == 'f').Order().ShouldBe(["f1", "f2", "f3"]);
        steps.Count(step => step.Task == "summarization").ShouldBe(3);
    }

    [Theory]
    [InlineData("What is the total?", "image-to-text question-answering")]
    [InlineData("What colour is the car?", "visual-question-answering")]
    public async Task PlanAsync_NothingLooksAtPictures_AsksTheWordsUnlessTheSightIsMeant(string text, string tasks)
    {
        var context = new PlanningContext
        {
            Request = Plans.Request(text, "IMG_2210.jpg"),
            Taxonomy = Plans.Taxonomy,
            CanRunAsync = (step, _) => ValueTask.FromResult(step.Task is "image-to-text" or "question-answering"),
        };
        (await PlannedAsync(context)).ShouldBe(tasks.Split(' '));
    }

    // An engine that knows the file alone answers what size the picture is, but not what colour the car is.
    [Theory]
    [InlineData("How big is this picture?", "visual-question-answering")]
    [InlineData("What is the total?", "image-to-text question-answering")]
    public async Task PlanAsync_EngineForSomeQuestions_GetsThose(string text, string tasks)
    {
        var context = new PlanningContext
        {
            Request = Plans.Request(text, "IMG_2210.jpg"),
            Taxonomy = Plans.Taxonomy,
            CanRunAsync = (step, _) => ValueTask.FromResult(step.Task is "image-to-text" or "question-answering"
                || (step.Task == "visual-question-answering" && step.Inputs["question"].ToJson()!.ToString().StartsWith("How big", StringComparison.Ordinal))),
        };
        (await PlannedAsync(context)).ShouldBe(tasks.Split(' '));
    }

    [Theory]
    [InlineData("Find the house and the sun in landscape.jpg", "house|sun")]
    [InlineData("Где на картинке дом и солнце?", "дом|солнце")]
    [InlineData("Find the red bag and put a box round it", "red bag")]
    public void Draft_ThingsToFind_AreItsLabels(string text, string things) =>
        Plans.Draft(text, "landscape.jpg").Steps.ShouldHaveSingleItem().Inputs["candidate_labels"].ToJson()!.AsArray().Select(thing => thing!.GetValue<string>())
            .ShouldBe(things.Split('|'));

    [Fact]
    public void Draft_TwoQuestionsForTwoThings_AsksBoth() =>
        Plans.Tasks("Answer the question 'Who signed?' from notes.txt, draw an image of the answer, then answer the question 'What colour is the sky in the image?'")
            .ShouldBe(["question-answering", "text-to-image", "visual-question-answering"]);

    private static ValueTask<List<string>> PlannedAsync(PlanningContext context) =>
        new LexicalPlanner().PlanAsync(context, TestContext.Current.CancellationToken).Select(step => step.Task).ToListAsync(TestContext.Current.CancellationToken);
}
