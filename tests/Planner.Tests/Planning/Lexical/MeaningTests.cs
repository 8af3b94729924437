namespace Planner.Tests.Planning.Lexical;

/// <summary>Negation, order, clauses, parameters: what the words around a cue change.</summary>
public sealed class MeaningTests
{
    [Theory]
    [InlineData("Do not translate it, just summarise it", "a.txt", "summarization")]
    [InlineData("Не переводи, просто перескажи кратко", "a.txt", "summarization")]
    [InlineData("Расшифровывать ничего не надо, переводить тоже — просто убери шум с записи", "a.wav", "audio-to-audio")]
    [InlineData("Transcribe it; do not summarise and do not translate", "a.wav", "automatic-speech-recognition")]
    public void Draft_NegatedTasks_AreLeftOut(string text, string file, string task) => Plans.Tasks(text, file).ShouldBe([task]);

    [Fact]
    public void Draft_Beforehand_ComesFirst() => Plans
        .Lines("Box all the people, but brighten it beforehand", "night.png")
        .ShouldBe(["s1 image-to-image image=@f1", "s2 object-detection image=@s1"]);

    [Fact]
    public void Draft_SourceNamedLater_ComesFirst() => Plans
        .Lines("Translate the summary of report.txt into French")
        .ShouldBe(["s1 summarization text=@f1", "s2 translation text=@s1 target_language:fr"]);

    [Fact]
    public void Draft_NumberedList_IsParallel() => Plans
        .Lines("Three things:\n1. summarise a.txt\n2. transcribe b.mp3\n3. describe c.jpg")
        .ShouldBe(["s1 summarization text=@f1", "s2 automatic-speech-recognition audio=@f2", "s3 image-to-text image=@f3"]);

    [Theory]
    [InlineData("Translate this into French and Spanish", "fr", "es")]
    [InlineData("Переведи это на немецкий и китайский", "de", "zh")]
    [InlineData("Translate this into Galician and Yoruba", "gl", "yo")]
    [InlineData("Переведи это на бретонский и пушту", "br", "ps")]
    public void Draft_SeveralLanguages_OneStepForEach(string text, string first, string second) => Plans
        .Draft(text, "a.txt").Steps.Select(step => step.Parameters["target_language"]!.ToString())
        .ShouldBe([first, second]);

    [Fact]
    public void Draft_FromLanguage_IsTheSourceLanguage()
    {
        var step = Plans.Draft("Translate it from German to English", "a.txt").Steps.ShouldHaveSingleItem();

        step.Parameters["source_language"]!.ToString().ShouldBe("de");
        step.Parameters["target_language"]!.ToString().ShouldBe("en");
    }

    [Fact]
    public void Draft_QuotedText_SpeaksItsOwnLanguage() => Plans
        .Lines("Прочитай вслух: «El perro de San Roque no tiene rabo porque se lo han cortado»")
        .ShouldBe(["s1 text-to-speech text=El perro de San Roque no tiene rabo porque se lo han cortado language:es"]);

    [Fact]
    public void Draft_ClassesNamed_AreTheLabels() => Plans
        .Lines("Billing, delivery or praise? \"My router reboots every ten minutes.\"")
        .ShouldBe(["s1 zero-shot-classification candidate_labels=[Billing,delivery,praise] text=My router reboots every ten minutes."]);

    [Fact]
    public void Draft_Demonstrative_MeansTheDocumentNotTheAnswer() => Plans
        .Lines("Who wrote it? Summarise it", "scan.png")[^1]
        .ShouldBe("s3 summarization text=@s1");

    [Fact]
    public void Draft_FileNamedByAWord_IsTheOneTaken() => Plans
        .Lines("Summarise the minutes", "budget.txt", "minutes.txt")
        .ShouldBe(["s1 summarization text=@f2"]);

    [Fact]
    public void Draft_OriginalMeant_IsNotTheResult() => Plans
        .Lines("Upscale photo.jpg. Separately, classify the original image")[^1]
        .ShouldBe("s2 image-classification image=@f1");
}
