using Planner.Cli.Views;

namespace Planner.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("два\tслова\n日本", "два    слова\n日本")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;owned\u0007title", "title")]
    [InlineData("\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b]52;c;ZXZpbA==\u0007clipboard", "clipboard")]
    [InlineData("\u009b2Jcleared", "cleared")]
    [InlineData("\u001bPq#0;2;0;0;0\u001b\\sixel", "sixel")]
    [InlineData("a\rb\bc\u0000d\u007fe", "abcde")]
    [InlineData("safe\u202Egnp.exe", "safegnp.exe")]
    [InlineData("[red]brackets[/]", "[red]brackets[/]")]
    [InlineData("\u001b", "")]
    public void Clean_WhatATerminalObeys_IsGone(string text, string clean) => TerminalText.Clean(text).ShouldBe(clean);

    [Fact]
    public void Clean_EveryControlCharacter_IsGone()
    {
        var all = string.Concat(Enumerable.Range(0, 0x250).Select(c => (char)c));

        TerminalText.Clean(all).Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
    }

    [Fact]
    public void OneLine_Lines_AreOne() => TerminalText.OneLine("a\n\n  b\u2028c").ShouldBe("a b c");
}
