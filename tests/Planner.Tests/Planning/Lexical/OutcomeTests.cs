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
