using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

public sealed class WishReviewTests
{
    [Theory]
    [InlineData("The kitchen tap drips. Let me have the Hungarian letter so that I understand it.", "letter.txt", "translation")]
    public void Draft_WishThatNoCueKnows_IsPlanned(string text, string file, string task)
    {
        Draft(text, file, LexicalParts.All & ~LexicalParts.Trained).Evidence.ShouldBeEmpty();

        var plan = Draft(text, file, LexicalParts.All);

        plan.Steps.ShouldHaveSingleItem().Task.ShouldBe(task);
        plan.Evidence.ShouldHaveSingleItem().ShouldContain(task);
    }

    [Theory]
    [InlineData("My neighbour was upset. It was a lovely day. Summarise the minutes. Five lines, not more.", "minutes.txt", "summarization")]
    [InlineData("Записал на телефон. Расшифруй. Больше ничего не надо.", "a.mp3", "automatic-speech-recognition")]
    public void Draft_ClausesThatAskNothing_AddNothing(string text, string file, string task) =>
        Plans.Tasks(text, file).ShouldBe([task]);

    [Fact]
    public void Draft_WishRefused_IsNotAddedAgain() =>
        Plans.Tasks("Don't translate the Hungarian letter. Summarise it.", "letter.txt").ShouldBe(["summarization"]);

    [Fact]
    public void Draft_NothingToWorkOn_PlansNoTaskThatNeedsIt() =>
        Plans.Draft("Thanks, that was quick!").Steps.ShouldAllBe(step => step.Task == "text-generation");

    private static LexicalPlan Draft(string text, string file, LexicalParts parts) => LexicalPlanner.Draft(Plans.Request(text, file), Plans.Taxonomy, parts);
}
