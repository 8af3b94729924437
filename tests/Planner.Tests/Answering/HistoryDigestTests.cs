using Planner.Answering;
using Planner.Chat;
using Planner.Runs;

namespace Planner.Tests.Answering;

public sealed class HistoryDigestTests
{
    private static readonly IReadOnlyList<PastTurn> Turns =
    [
        .. Enumerable.Range(1, 20).Select(i => new PastTurn($"r_{i}", $"Question {i} about {(i == 3 ? "the walrus enclosure" : "things")}?", $"Answer {i}. Xx" + new string('x', 400))),
    ];

    [Fact]
    public void Fold_LongConversation_KeepsWhatMattersWholeAndALineOfTheRest()
    {
        var turns = Enumerable.Range(0, 60).Select(i => new PastTurn($"r_{i}", i == 3 ? "Where do zebras live?" : $"Question {i}?", "First sentence. Xx" + new string('x', 400))).ToList();

        var folded = HistoryDigest.Fold(turns, "What did you say about zebras?", 30);

        folded.Count.ShouldBe(60);
        folded[3].ShouldBe(turns[3], "it shares words with the request");
        folded.TakeLast(29).ShouldBe(turns.TakeLast(29));
        folded[0].Answered.ShouldBe("First sentence.");
        HistoryDigest.Fold(turns, "zebras", 60).ShouldBe(turns);
    }

    [Fact]
    public void Write_Fits_IsWhole() =>
        HistoryDigest.Write(Turns, "anything", 100_000, Count).ShouldContain("Question 1 about things?\nAnswer: Answer 1. Xxx");

    [Fact]
    public void Write_DoesNotFit_KeepsTheNewestAndTheRelevantWholeAndALineOfTheRest()
    {
        var text = HistoryDigest.Write(Turns, "And how large is the walrus enclosure?", 1200, Count);

        Count(text).ShouldBeLessThanOrEqualTo(1250);
        text.ShouldContain("Answer 20. Xxx");
        text.ShouldContain("Answer 3. Xxx");
        text.ShouldContain("User: Question 7 about things? Answer: Answer 7.\n");
        text.ShouldNotContain("Answer 7. Xxx");
    }

    [Fact]
    public void Write_HardlyAnyRoom_DropsTheOldestLines()
    {
        var text = HistoryDigest.Write(Turns, "things", 60, Count);

        text.ShouldContain("Question 20");
        text.ShouldNotContain("Question 1 ");
        Count(text).ShouldBeLessThanOrEqualTo(70);
    }

    private static int Count(string text) => new TokenCounter().Count(text);
}
