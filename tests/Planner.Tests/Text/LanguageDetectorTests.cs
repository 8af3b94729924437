using Planner.Text;

namespace Planner.Tests.Text;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("read it aloud", "en")]
    [InlineData("who must pay", "en")]
    [InlineData("invoice total amount", "en")]
    [InlineData("a cat on the sofa", "en")]
    [InlineData("hola buenos días amigo", "es")]
    [InlineData("¿dónde está la estación?", "es")]
    [InlineData("resumen del contrato de alquiler", "es")]
    [InlineData("Ich brauche deine Hilfe", "de")]
    [InlineData("Wo ist der Bahnhof?", "de")]
    [InlineData("je ne sais pas", "fr")]
    [InlineData("Où est la gare ?", "fr")]
    [InlineData("la casa è bella", "it")]
    [InlineData("dove si trova la stazione", "it")]
    [InlineData("o gato está na mesa", "pt")]
    [InlineData("não sei onde fica", "pt")]
    [InlineData("прочитай вслух", "ru")]
    [InlineData("кто должен платить", "ru")]
    [InlineData("погода в москве", "ru")]
    [InlineData("де мій телефон", "uk")]
    [InlineData("переклади цей текст", "uk")]
    [InlineData("日本語のテキスト", "ja")]
    [InlineData("这是一个句子", "zh")]
    [InlineData("Καλημέρα κόσμε", "el")]
    public void Detect_ShortText_NamesLanguage(string text, string code)
    {
        var guess = LanguageDetector.Detect(text);
        guess.Code.ShouldBe(code);
        guess.Confidence.ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void Detect_NoLetters_IsUndetermined() => LanguageDetector.Detect("12345 …").ShouldBe(new LanguageGuess("und", 0));

    [Fact]
    public void Detect_LongerText_IsSurer() =>
        LanguageDetector.Detect("The tenant must pay the rent by the fifth of each month.").Confidence.ShouldBeGreaterThan(0.99);
}
