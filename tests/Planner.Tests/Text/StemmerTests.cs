using Planner.Text;

namespace Planner.Tests.Text;

public sealed class StemmerTests
{
    // Pairs from the published vocabularies of https://github.com/snowballstem/snowball-data (english, russian).
    [Theory]
    [InlineData("en", "consign:consign consigned:consign consigning:consign consignment:consign consistency:consist consolation:consol knackeries:knackeri knavish:knavish knightly:knight kneeling:kneel")]
    [InlineData("en", "skies:sky dying:die news:news inning:inning proceed:proceed exceed:exceed generate:generat communism:communism hopping:hop hoping:hope agreed:agre national:nation rational:ration")]
    [InlineData("en", "falling:fall controlling:control relational:relat happily:happili cry:cri by:by say:say it's:it pasted:paste evening:evening organization:organiz university:universiti")]
    [InlineData("ru", "важная:важн важнее:важн важнейшие:важн важничал:важнича вазах:ваз вакантную:вакантн валяющиеся:валя валялся:валя падавшего:пада падать:пада падчерицей:падчериц")]
    [InlineData("ru", "подписание:подписан подписанный:подписа подписаться:подписа читающий:чита ёлка:елк радость:радост новейшие:нов бегавший:бега написавши:написа обязанности:обязан")]
    public void Stem_VocabularyWords_GivesPublishedStems(string language, string pairs)
    {
        foreach (var pair in pairs.Split(' '))
        {
            var (word, stem) = (pair.Split(':')[0], pair.Split(':')[1]);
            Stemmer.Stem(word, language).ShouldBe(stem, word);
        }
    }

    [Fact]
    public void Stem_NoLanguage_ChoosesByScript()
    {
        Stemmer.Stem("Payments").ShouldBe("payment");
        Stemmer.Stem("Платежами").ShouldBe("платеж");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ь")]
    [InlineData("'")]
    [InlineData("2024")]
    public void Stem_NotAWord_ComesBackUnchanged(string word) => Stemmer.Stem(word, "de").ShouldBe(word);

    [Fact]
    public void Stem_VeryLongRun_IsOnlyLowered() => Stemmer.Stem(new string('A', 500)).ShouldBe(new string('a', 500));
}
