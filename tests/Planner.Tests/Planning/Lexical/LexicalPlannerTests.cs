using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Runs;

namespace Planner.Tests.Planning.Lexical;

public sealed class LexicalPlannerTests
{
    [Theory]
    [InlineData("Read aloud: The train leaves at nine. Hurry up!", "s1 text-to-speech text=The train leaves at nine. Hurry up! language:en")]
    [InlineData("Прочитай вслух: Привет, как дела? Жду тебя.", "s1 text-to-speech text=Привет, как дела? Жду тебя. language:ru")]
    public void Draft_OrderAndColon_WhatFollowsIsTheText(string request, string step) => Plans.Lines(request).ShouldBe([step]);

    [Fact]
    public void Draft_PagesTableAndFourGoals_BindsEveryStepToItsSource() => Plans
        .Lines(
            "Who must pay what and by when? Check it against the payments, summarise it in Spanish and read the summary aloud",
            "invoice-page-1.png", "invoice-page-2.png", "payments.csv")
        .ShouldBe([
            "s1 image-to-text image=@f1",
            "s2 image-to-text image=@f2",
            "s3 question-answering context=[@s1,@s2] question=Who must pay what and by when?",
            "s4 table-question-answering question=Check it against the payments: @{s3} table=@f3",
            "s5 summarization text=[@s1,@s2]",
            "s6 translation text=@s5 target_language:es",
            "s7 text-to-speech text=@s6 language:es",
        ]);

    [Fact]
    public void Draft_RussianLetter_ReadsShortensAndSpeaksRussian() => Plans
        .Lines("Прочитай письмо, кратко перескажи и озвучь", "pismo.png")
        .ShouldBe(["s1 image-to-text image=@f1", "s2 summarization text=@s1", "s3 text-to-speech text=@s2"]);

    [Fact]
    public void Draft_QuestionOnPdf_AsksTheDocument() => Plans
        .Lines("How long is the notice period?", "lease.pdf")
        .ShouldBe(["s1 document-question-answering image=@f1 question=How long is the notice period?"]);

    [Fact]
    public void Draft_QuestionOnCsv_AsksTheTable() => Plans
        .Lines("What is the total in the North region?", "sales.csv")
        .ShouldBe(["s1 table-question-answering question=What is the total in the North region? table=@f1"]);

    [Fact]
    public void Draft_IndependentGoals_AreParallelBranches() => Plans
        .Lines("Summarise article.txt, and translate lease.pdf into German")
        .ShouldBe([
            "s1 summarization text=@f1",
            "s2 image-to-text image=@f2",
            "s3 translation text=@s2 target_language:de",
        ]);

    [Theory]
    [InlineData("hello")]
    [InlineData("привет, как дела?")]
    [InlineData("hm")]
    public void Draft_NoTaskInIt_IsTextGeneration(string text)
    {
        var plan = Plans.Draft(text);

        plan.Steps.ShouldHaveSingleItem().Task.ShouldBe("text-generation");
        plan.Confidence.ShouldBeLessThan(0.5);
        plan.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public void Draft_QuestionOnAPhotograph_LooksAtIt() =>
        Plans.Tasks("What colour is the car?", "street.jpg").ShouldBe(["visual-question-answering"]);

    [Fact]
    public void Draft_AnswerNamedAsSource_TranslatesTheAnswer() => Plans
        .Lines("Who is the landlord? Then translate the answer to German", "lease.pdf")[^1]
        .ShouldBe("s2 translation text=@s1 target_language:de");

    [Fact]
    public void Draft_QuestionWithoutMark_IsAnsweredAndSpoken() => Plans
        .Lines("Какая выручка была в марте и озвучь ответ", "sales.csv")
        .ShouldBe(["s1 table-question-answering question=Какая выручка была в марте table=@f1", "s2 text-to-speech text=@s1"]);

    [Fact]
    public void Draft_TwoRecordings_AreTranscribedEach() => Plans
        .Lines("Transcribe the calls and summarise them", "a.mp3", "b.mp3")
        .ShouldBe([
            "s1 automatic-speech-recognition audio=@f1",
            "s2 automatic-speech-recognition audio=@f2",
            "s3 summarization text=[@s1,@s2]",
        ]);

    [Fact]
    public void Draft_Evidence_NamesTheWordsUsed() =>
        Plans.Draft("Transcribe this", "call.mp3").Evidence.ShouldBe(["\"Transcribe\" → automatic-speech-recognition"]);

    [Fact]
    public async Task PlanAsync_Request_StreamsTheDraftAndTellsConfidence()
    {
        var context = Context("Translate a.txt into French", planOnly: true);
        var steps = new List<PlanStep>();

        await foreach (var step in new LexicalPlanner().PlanAsync(context, TestContext.Current.CancellationToken))
        {
            steps.Add(step);
        }

        steps.ShouldHaveSingleItem().Task.ShouldBe("translation");
        context.NamedFiles.ShouldHaveSingleItem().Name.ShouldBe("a.txt");
        context.Confidence!.Value.ShouldBeGreaterThan(0.75);
        context.Used.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task PlanAsync_RequestNamesAFileThatIsNotThereAndIsToRun_SaysSo()
    {
        var plan = new LexicalPlanner().PlanAsync(Context("Translate a.txt into French", planOnly: false), TestContext.Current.CancellationToken);

        var error = await Should.ThrowAsync<BadRequestException>(async () => await plan.GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());

        error.Message.ShouldContain("'a.txt'");
    }

    private static PlanningContext Context(string text, bool planOnly) => new()
    {
        Request = Plans.Request(text) with { Options = new RequestOptions { PlanOnly = planOnly } },
        Taxonomy = Plans.Taxonomy,
    };

    [Fact]
    public void Draft_AnyRequest_RefersOnlyToEarlierSteps()
    {
        string[] requests =
        [
            "Write an email with the amounts; the price is in contract.pdf, the payments in paid.csv",
            "Generate a picture of the summary of notes.txt and describe it in French",
            "улучши фото и опиши его, потом переведи описание на английский: photo.jpg",
        ];

        foreach (var request in requests)
        {
            var seen = new HashSet<string> { "f1", "f2" };
            foreach (var step in Plans.Draft(request).Steps)
            {
                step.Dependencies.ShouldBeSubsetOf(seen);
                seen.Add(step.Id);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("«»")]
    [InlineData("or, or or")]
    [InlineData("\"")]
    public void Draft_HardlyARequest_StillGivesAPlan(string text) =>
        Plans.Draft(text).Steps.ShouldHaveSingleItem().Task.ShouldBe("text-generation");

    [Fact]
    public void Draft_LongPastedText_IsNotReadForCues()
    {
        var text = "Summarise this:\n" + string.Concat(Enumerable.Repeat("They walked on. ", 200)) + "He said: transcribe the call. "
            + string.Concat(Enumerable.Repeat("They walked on. ", 200));

        Plans.Tasks(text).ShouldBe(["summarization"]);
    }

    [Fact]
    public void Draft_TextPastedBelow_IsTheInput()
    {
        var step = Plans.Draft("Summarise this:\nShe did not translate it.\nHe did.").Steps.ShouldHaveSingleItem();

        step.Task.ShouldBe("summarization");
        step.Inputs["text"].ShouldBe(StepInput.Text("She did not translate it.\nHe did."));
    }
}
