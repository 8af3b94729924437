using Planner.Planning;
using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

/// <summary>For whom an outcome is, and what a request says beside what it wants.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData("Give her the gist, she only reads Greek and is blind", "talk.mp3")]
    [InlineData("Коротко о главном. Она понимает только по-гречески и не видит", "talk.mp3")]
    public void Draft_ReaderDescribed_TranslatesAndSpeaksLast(string text, string file) => Plans.Tasks(text, file)
        .ShouldBe(["automatic-speech-recognition", "summarization", "translation", "text-to-speech"]);

    [Fact]
    public void Draft_LanguageOfSourceNamed_TranslatesOnce() =>
        Plans.Tasks("Письмо по-фински. Хочу прочесть на русском", "letter.txt").ShouldBe(["translation"]);

    [Theory]
    [InlineData("Summarise this article in two sentences", 2)]
    [InlineData("Give me a summary in 3 bullet points", 3)]
    [InlineData("Summarize it in a single sentence", 1)]
    [InlineData("Sum it up. Four short lines will do.", 4)]
    [InlineData("Перескажи статью в двух предложениях", 2)]
    [InlineData("Сделай выжимку из 5 пунктов", 5)]
    [InlineData("Кратко перескажи, хватит трёх предложений", 3)]
    [InlineData("Перескажи парой фраз", 2)]
    [InlineData("Summarise this article", null)]
    [InlineData("Перескажи статью, главное в ней — пункт 7", null)]
    public void Draft_SummaryOfSoManySentences_SetsTheParameter(string text, int? sentences)
    {
        var step = Plans.Draft(text, "article.txt").Steps.Single(step => step.Task == "summarization");

        ((int?)step.Parameters.GetValueOrDefault("max_sentences")).ShouldBe(sentences);
    }

    [Fact]
    public void Draft_ShareInAnInstruction_KeepsItsSign() =>
        Plans.Draft("Slow the recording down by 20%", "memo.ogg").Steps.ShouldHaveSingleItem().Instruction.ShouldBe("Slow the recording down by 20%");

    [Fact]
    public void Draft_NumberedItems_AreBranches()
    {
        var plan = Plans.Draft("1) remove the background 2) which joints are bent: elbows, knees", "runner.png");

        new TaskGraph(plan.Steps).Edges.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("oplaty", "оплат", true)]
    [InlineData("zhaloby", "жалоб", true)]
    [InlineData("opera", "оплат", false)]
    [InlineData("kot", "кот", false)]
    public void Same_NameInLatinLetters_IsTheWord(string name, string stem, bool same) => Transliteration.Same(stem, name).ShouldBe(same);

    [Fact]
    public void Draft_SentenceLeftUnexplained_IsLessSure()
    {
        var sure = Plans.Draft("Summarize the report.", "report.txt").Confidence;

        Plans.Draft("Summarize the report. Frobnicate my antimacassar very gently.", "report.txt").Confidence.ShouldBeLessThan(sure);
    }
}
