using Planner.Text;

namespace Planner.Tests.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("Mr. Smith paid $3.50 on 3.05.2024. He left at 5 p.m. The U.S. market fell.", 3)]
    [InlineData("Send it back, e.g. by post. No. 5 is late. A. S. Pushkin wrote it.", 3)]
    [InlineData("\"Really?\" she said. \"Yes!\" He nodded... Then left.", 4)]
    [InlineData("Договор подписан в г. Москве 5 мая 2024 г. Компания платит 500 руб. Оплата и т.д. принята.", 3)]
    [InlineData("А. С. Пушкин родился в 1799 г. в Москве. См. рис. 5 и т. д.", 2)]
    [InlineData("1. Pay the bill. 2. Send it.", 2)]
    [InlineData("No. He did not.", 2)]
    [InlineData("", 0)]
    [InlineData(" \n\n ", 0)]
    [InlineData("One", 1)]
    public void Split_Punctuation_EndsOnlySentences(string text, int count) =>
        SentenceSplitter.Split(text).Select(s => s.In(text).ToString()).ToList().Count.ShouldBe(count);

    [Fact]
    public void Split_ScannedLines_AreOneSentence()
    {
        const string text = "The customer, Joanna Pike, shall pay\nthe sum of EUR 864.50 within\n30 days. The sup-\nplier delivers.";
        SentenceSplitter.Split(text).Select(s => TextWhitespace.Collapse(s.In(text)))
            .ShouldBe(["The customer, Joanna Pike, shall pay the sum of EUR 864.50 within 30 days.", "The supplier delivers."]);
    }

    [Fact]
    public void Split_ListsLabelsAndBlankLines_AreBoundaries()
    {
        const string text = "Shopping list\n\n- milk\n- bread and butter\n* tea\n1) pay rent\n2. call Ann\nTotal: 45\nDue date: 3 May";
        SentenceSplitter.Split(text).Select(s => s.In(text).ToString())
            .ShouldBe(["Shopping list", "- milk", "- bread and butter", "* tea", "1) pay rent", "2. call Ann", "Total: 45", "Due date: 3 May"]);
    }

    [Fact]
    public void Split_AnyText_CoversAllButWhiteSpaceInOrder()
    {
        var random = new Random(7);
        const string alphabet = "aZя. \n!?1-:»(г…\r";
        for (var round = 0; round < 300; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 80)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var end = 0;
            foreach (var span in SentenceSplitter.Split(text))
            {
                text[end..span.Start].Trim().ShouldBeEmpty();
                span.Length.ShouldBeGreaterThan(0);
                end = span.End;
            }

            text[end..].Trim().ShouldBeEmpty();
        }
    }
}
