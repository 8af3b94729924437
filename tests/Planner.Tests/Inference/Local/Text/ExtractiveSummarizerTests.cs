using System.Diagnostics;
using Planner.Inference.Local.Text;
using Planner.Text;

namespace Planner.Tests.Inference.Local.Text;

public sealed class ExtractiveSummarizerTests(ITestOutputHelper output)
{
    private const string Letter = """
        Dear Ms Novak,
        We hope you are well. The lift in your building must be replaced this year. The new lift costs 84,000 euros. Every owner must pay 3,500 euros
        for the new lift by 1 October. The old lift will be taken out on 12 October. Birds sing in the yard. Please feel free to ask us anything.
        Kind regards,
        The house office
        Page 1 of 1
        """;

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void Summarize_NoText_GivesNothing(string text) => Summary(text).ShouldBeEmpty();

    [Fact]
    public void Summarize_Cancelled_Stops() =>
        Should.Throw<OperationCanceledException>(() => ExtractiveSummarizer.Summarize("The roof leaks. The rain came in.", cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Summarize_OneSentence_GivesIt() => Summary("Only this.").ShouldHaveSingleItem().Text.ShouldBe("Only this.");

    [Fact]
    public void Summarize_Letter_KeepsTheObligationAndDropsTheForm()
    {
        var text = string.Join(' ', Summary(Letter).Select(s => s.Text));
        text.ShouldContain("3,500 euros for the new lift by 1 October");
        text.ShouldNotContain("Dear");
        text.ShouldNotContain("regards");
        text.ShouldNotContain("Page");
        text.ShouldNotContain("Birds");
    }

    [Fact]
    public void Summarize_OnlyForm_StillGivesSomething() => Summary("Dear Ann,\n\nKind regards").ShouldNotBeEmpty();

    [Fact]
    public void Summarize_Sentences_AreInOrderWithTheirOffsets()
    {
        var summary = Summary(Letter, new SummaryOptions { MaxSentences = 4 });
        summary.Select(s => s.Start).ShouldBeInOrder();
        foreach (var sentence in summary)
        {
            TextWhitespace.Collapse(Letter.AsSpan(sentence.Start, sentence.End - sentence.Start)).ShouldBe(sentence.Text);
            sentence.Score.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Summarize_Repetition_IsToldOnce()
    {
        const string text = "The bridge closes on Monday for repairs. The bridge closes on Monday for repairs. Buses use the tunnel until Friday. Walkers may take the ferry.";
        Summary(text).Count(s => s.Text.StartsWith("The bridge", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(25)]
    public void Summarize_MaxWords_IsKept(int words) =>
        Summary(Letter, new SummaryOptions { MaxWords = words }).Sum(s => Tokenizer.Words(s.Text).Count).ShouldBeLessThanOrEqualTo(words);

    [Fact]
    public void Summarize_Ratio_LimitsTheShare() => Summary(Letter, new SummaryOptions { Ratio = 0.2 }).Count.ShouldBeLessThanOrEqualTo(3);

    [Fact]
    public void Summarize_HugeText_IsBounded()
    {
        var text = string.Concat(Enumerable.Range(0, 2_700).Select(i => $"Tenant {i} of house {i % 97} must pay {i * 3} euros by {1 + (i % 28)} May to Larch Builders Ltd. "));
        text.Length.ShouldBeGreaterThan(200_000);
        var watch = Stopwatch.StartNew();
        Summary(text).Count.ShouldBe(3);

        // Two seconds is the promise of an optimised build on a free core; a debug build on a shared one gets room.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Summarize_CheckSet_HoldsMoreFactsThanTheFirstSentences()
    {
        var items = CheckSets.Read<SummaryItem>("summarization.jsonl");
        var share = items.Average(i => i.Share(string.Join(' ', Summary(i.Text).Select(s => s.Text))));
        var lead = items.Average(i => i.Share(string.Join(' ', SentenceSplitter.Split(i.Text).Take(3).Select(s => s.In(i.Text).ToString()))));
        output.WriteLine($"Key facts in three sentences: {share:P1}; lead-3 baseline: {lead:P1}; {items.Count} texts.");
        share.ShouldBeGreaterThan(lead + 0.2);
    }

    private static IReadOnlyList<SummarySentence> Summary(string text, SummaryOptions? options = null) =>
        ExtractiveSummarizer.Summarize(text, options, TestContext.Current.CancellationToken);
}
