using Planner.Chat;
using Planner.Tests.Testing;

namespace Planner.Tests.Chat;

public sealed class ContextBudgetTests
{
    private readonly TokenCounter _counter = new();
    private readonly ChatModel _model = FakeChatClient.Saying("").Model;

    [Fact]
    public void Share_AllFits_EveryoneGetsWhatItHas()
    {
        ContextPart[] parts = [new("request", Text(100)) { Whole = true }, new("s1", Text(200)), new("s2", Text(50))];

        var shares = Budget(10_000).Share(parts);

        shares.Zip(parts).ShouldAllBe(pair => pair.First >= _counter.Count(pair.Second.Text, null));
    }

    [Fact]
    public void Share_TooMuch_TheLongShareEvenlyWhatTheShortLeave()
    {
        var shares = Budget(2000).Share([new("request", Text(100)) { Whole = true }, new("s1", Text(5000)), new("s2", Text(5000)), new("s3", Text(100)), new("history", Text(5000)) { Weight = 0.5 }]);

        shares[3].ShouldBeGreaterThanOrEqualTo(100);
        shares[1].ShouldBeInRange(shares[2] - 1, shares[2] + 1);
        shares[4].ShouldBeInRange((shares[1] / 2) - 1, (shares[1] / 2) + 1);
        shares.Sum().ShouldBeLessThanOrEqualTo(1800);
    }

    [Fact]
    public void F12_Share_RequestAloneDoesNotFit_SaysByHowMuch()
    {
        var thrown = Should.Throw<PromptTooLongException>(() => Budget(1000).Share([new("request", Text(3000)) { Whole = true }]));

        thrown.Excess.ShouldBe(2111);
        thrown.Message.ShouldContain("2,111 too many");
        thrown.Message.ShouldContain("'fake-model'");
    }

    [Fact]
    public void Cut_LongText_KeepsBothEndsAndSaysWhatIsMissing()
    {
        var text = "FIRST " + Text(2000) + " LAST";

        var cut = Budget(10_000).Cut(text, 300);

        cut.ShouldStartWith("FIRST");
        cut.ShouldEndWith("LAST");
        cut.ShouldContain("characters left out");
        _counter.Count(cut, null).ShouldBeLessThanOrEqualTo(300);
    }

    [Fact]
    public void LimitOf_EndpointNamedItsLimit_IsTheSmaller()
    {
        _counter.LearnLimit("fake-model", 1234);

        _counter.LimitOf(_model).ShouldBe(1234);
        _counter.LimitOf(_model with { ContextTokens = 1000 }).ShouldBe(1000);
    }

    [Fact]
    public void Count_ReportedOtherwise_IsCorrected()
    {
        var before = _counter.Count(Text(1000), "fake-model");
        for (var i = 0; i < 20; i++)
        {
            _counter.Learn("fake-model", 1000, 1500);
        }

        _counter.Count(Text(1000), "fake-model").ShouldBeInRange((before * 3 / 2) - 2, (before * 3 / 2) + 2);
        _counter.Count(Text(1000), "another").ShouldBe(before);
    }

    [Fact]
    public void Count_Scripts_WeighMoreThanLatinLetters()
    {
        var latin = _counter.Count(new string('a', 100));

        _counter.Count(new string('ж', 100)).ShouldBeGreaterThan(latin);
        _counter.Count(new string('7', 100)).ShouldBeGreaterThan(latin);
        _counter.Count(new string('花', 100)).ShouldBeGreaterThan(2 * latin);
    }

    private ContextBudget Budget(int tokens) => new(_counter, _model with { ContextTokens = tokens }, 100 < tokens / 10 ? tokens / 10 : 100);

    // About that many tokens.
    private static string Text(int tokens) => string.Concat(Enumerable.Repeat("abc def ", tokens * 10 / 17));
}
