using Planner.Matching;

namespace Planner.Tests.Matching;

public sealed class Bm25IndexTests
{
    [Fact]
    public void Score_OneTerm_IsTheHandComputedShare()
    {
        // Average length 1.5; norm of the first 0.25 + 0.75 * 2 / 1.5 = 1.25; frequency 0.8; 0.8 / (1.2 + 0.8) = 0.4.
        var scores = Index(["cat", "dog"], ["cat"]).Score(["dog"]);

        scores[0].ShouldBe(0.4, 1e-12);
        scores[1].ShouldBe(0);
    }

    [Fact]
    public void Score_TwoTerms_WeighsTheRareOneMore()
    {
        // cat: ln(1 + 0.5 / 2.5) = 0.18232; dog: ln(1 + 1.5 / 1.5) = 0.69315; the limit is their sum, 0.87547.
        // First: both at 0.4, so 0.4. Second: norm 0.75 * 1 / 1.5 + 0.25 = 0.75; frequency 1.33333; share 0.52632 of cat: 0.10961.
        var scores = Index(["cat", "dog"], ["cat"]).Score(["cat", "dog"]);

        scores[0].ShouldBe(0.4, 1e-12);
        scores[1].ShouldBe(Math.Log(1.2) / (Math.Log(1.2) + Math.Log(2)) * (4.0 / 3 / (1.2 + (4.0 / 3))), 1e-12);
        scores[1].ShouldBe(0.10961, 1e-5);
    }

    [Fact]
    public void Score_RepeatedWord_AddsLessEachTime()
    {
        var once = Index(["a", "x", "x", "x"], ["y", "y", "y", "y"]).Score(["a"])[0];
        var twice = Index(["a", "a", "x", "x"], ["y", "y", "y", "y"]).Score(["a"])[0];
        var often = Index(["a", "a", "a", "a"], ["y", "y", "y", "y"]).Score(["a"])[0];

        once.ShouldBe(1 / 2.2, 1e-12);
        twice.ShouldBe(2 / 3.2, 1e-12);
        often.ShouldBe(4 / 5.2, 1e-12);
    }

    [Fact]
    public void Score_WeightedFields_AddTheirFrequencies()
    {
        // Lengths are all average, so norms are 1: frequency 2 * 1 + 0.5 * 1 = 2.5 against 0.5.
        var index = new Bm25Index([new("title", 2), new("body", 0.5)], [[["a"], ["a"]], [["b"], ["a"]], [["b"], ["c"]]]);

        var scores = index.Score(["a"]);

        scores[0].ShouldBe(2.5 / 3.7, 1e-12);
        scores[1].ShouldBe(0.5 / 1.7, 1e-12);
        scores[2].ShouldBe(0);
    }

    [Fact]
    public void Score_UnknownAndRepeatedQueryWords_ChangeNothing()
    {
        var index = Index(["cat", "dog"], ["cat"]);
        index.Score(["dog", "unicorn", "dog"]).ShouldBe(index.Score(["dog"]));
    }

    [Fact]
    public void Score_NothingKnown_IsZero() => Index(["cat"], []).Score(["unicorn"]).ShouldBe([0, 0]);

    [Fact]
    public void Score_NoDocuments_IsEmpty() => Index().Score(["cat"]).ShouldBeEmpty();

    private static Bm25Index Index(params string[][] documents) => new([new("text", 1)], [.. documents.Select(terms => new IReadOnlyList<string>[] { terms })]);
}
