using Planner.Text;

namespace Planner.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Don't pay 1,200.50 €!", "Don't|pay|1,200.50|€|!")]
    [InlineData("кто-то пришёл в 10:15.", "кто-то|пришёл|в|10:15|.")]
    [InlineData("B2B e-mail  a_b", "B2B|e-mail|a|_|b")]
    [InlineData("naïve café 日本", "naïve|café|日本")]
    [InlineData("end- of 3-year", "end|-|of|3|-|year")]
    public void Tokenize_Text_GivesWordsNumbersAndSymbols(string text, string expected) =>
        string.Join('|', Tokenizer.Tokenize(text).Select(t => t.In(text).ToString())).ShouldBe(expected);

    [Fact]
    public void Tokenize_SurrogatePairs_AreNotCut()
    {
        const string text = "ok 😀 𝒳y";
        var tokens = Tokenizer.Tokenize(text);
        tokens.Select(t => t.In(text).ToString()).ShouldBe(["ok", "😀", "𝒳y"]);
        tokens[1].Kind.ShouldBe(TokenKind.Symbol);
        tokens[2].Kind.ShouldBe(TokenKind.Word);
    }

    [Fact]
    public void Tokenize_LoneSurrogate_DoesNotHang() => Tokenizer.Tokenize("a\uD83Db").Count.ShouldBe(3);
}
