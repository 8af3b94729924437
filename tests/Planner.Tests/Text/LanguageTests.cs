using Planner.Text;

namespace Planner.Tests.Text;

/// <summary>Languages, however they are named.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("es", "es")]
    [InlineData("ES", "es")]
    [InlineData("spa", "es")]
    [InlineData("es-MX", "es")]
    [InlineData("pt_BR", "pt")]
    [InlineData("spa_Latn", "es")]
    [InlineData("arb_Arab", "ar")]
    [InlineData("chi_sim", "zh")]
    [InlineData("ger", "de")]
    [InlineData("iw", "he")]
    [InlineData("nob", "no")]
    [InlineData("Castilian", "es")]
    [InlineData(" german ", "de")]
    [InlineData("haitian creole", "ht")]
    [InlineData("Bokmål", "no")]
    [InlineData("испанский", "es")]
    [InlineData("Иврит", "he")]
    [InlineData("yue", "yue")]
    public void CodeOf_AnyForm_IsTheCode(string field, string code) => Language.CodeOf(field).ShouldBe(code);

    [Theory]
    [InlineData("tlh", "tlh")]
    [InlineData("Elvish-Noldor", "elvish")]
    [InlineData("", "")]
    public void CodeOf_WhatIsNotKnown_ComesBackWithoutItsRegion(string field, string code)
    {
        Language.CodeOf(field).ShouldBe(code);
        Language.Find(field).ShouldBeNull();
        Language.NameOf(field).ShouldBe(field);
    }

    [Theory]
    [InlineData("spanish", "es")]
    [InlineData("испанскую", "es")]
    [InlineData("немецкого", "de")]
    [InlineData("латынь", "la")]
    [InlineData("суахили", "sw")]
    [InlineData("malayalam", "ml")]
    [InlineData("малаялам", "ml")]
    [InlineData("малайский", "ms")]
    public void OfWord_Name_IsTheLanguage(string word, string code) => Language.OfWord(word).ShouldNotBeNull().Code.ShouldBe(code);

    [Theory]
    [InlineData("it")]
    [InlineData("no")]
    [InlineData("run")]
    [InlineData("испанец")]
    [InlineData("испания")]
    [InlineData("коса")]
    public void OfWord_OtherWord_IsNone(string word) => Language.OfWord(word).ShouldBeNull();

    [Fact]
    public void Find_EveryNameAndCode_IsOfOneLanguage()
    {
        foreach (var row in LanguageTable.Rows)
        {
            row.Codes.Concat(row.Names).Append(row.Language.Flores ?? row.Language.Code).ShouldAllBe(name => Language.Find(name) == row.Language);
            row.Stems.ShouldAllBe(stem => Language.OfWord(stem.TrimEnd('*') + "ский") == row.Language);
        }
    }
}
