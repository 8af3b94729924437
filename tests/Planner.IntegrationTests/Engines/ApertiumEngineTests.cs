using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.Local.Translation;
using Planner.Text;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class ApertiumEngineTests : IDisposable
{
    private readonly EngineHost _host = new();

    public ApertiumEngineTests()
    {
        EngineHost.Needs("apertium", "apertium apertium-eng-spa");
        Assert.SkipUnless(ApertiumPairs.Mode("en", "es") is not null, "apertium has no en→es here. Run: apt-get install -y apertium-eng-spa");
    }

    [Theory]
    [InlineData("Maria must pay the money by 15 April 2027.", "es", "dinero")]
    [InlineData("El gato negro bebe agua en la casa.", "en", "cat")]
    public async Task Run_Text_IsTranslated(string text, string to, string expected)
    {
        var translation = await TranslateAsync(new TextValue(text), new JsonObject { ["target_language"] = to });

        translation.Text.ShouldContain(expected);
        translation.Language.ShouldBe(to);
    }

    [Theory]
    [InlineData("Maria must pay the money by 15 April 2027.", "para el 15 de abril de 2027")]
    [InlineData("The letter came on April 15, 2027.", "el 15 de abril de 2027")]
    [InlineData("It is closed from 1 May to 30 June.", "del 1 de mayo al 30 de junio")]
    [InlineData("The date is 12 March 2027.", "12 de marzo de 2027")]
    [InlineData("The meeting is on 3 March.", "el 3 de marzo")]
    [InlineData("The house has 15 doors since May.", "15 puertas desde")]
    public async Task Run_Dates_AreWrittenAsInSpanish(string text, string expected) =>
        (await TranslateAsync(new TextValue(text, "en"), new JsonObject { ["target_language"] = "es" })).Text.ShouldContain(expected, Case.Insensitive);

    [Theory]
    [InlineData("en", "es", 0.65)]
    [InlineData("es", "en", 0.75)]
    public async Task Run_CheckSet_IsNearTheReferences(string from, string to, double least)
    {
        var scores = new List<double>();
        foreach (var check in EngineHost.CheckSet("translation.jsonl").Where(check => (string)check["from"]! == from))
        {
            var text = (await TranslateAsync(new TextValue((string)check["text"]!, from), new JsonObject { ["target_language"] = to })).Text;
            scores.Add(TextScores.ChrF(text, (string)check["reference"]!));
            TestContext.Current.TestOutputHelper?.WriteLine($"{scores[^1]:F2} {text} ({check["reference"]})");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{from}→{to}: chrF {100 * scores.Average():F1} on {scores.Count} sentences");
        scores.Average().ShouldBeGreaterThan(least);
    }

    [Fact]
    public async Task Run_UnknownWordsParagraphsAndShellCharacters_StayAsTheyAre()
    {
        var translation = await TranslateAsync(
            new TextValue("Xyzzyplugh pays the money.\n\nThe letter; $(touch pwned) costs 1,250.00 EUR.", "en"),
            new JsonObject { ["target_language"] = "es" });

        translation.Text.ShouldStartWith("Xyzzyplugh");
        translation.Text.ShouldNotContain("*");
        translation.Text.ShouldContain("\n\n");
        translation.Text.ShouldContain("1,250.00 EUR");
    }

    [Fact]
    public async Task Run_NoTarget_NamesThePairs()
    {
        var error = await FailAsync(new TextValue("Hello", "en"), []);

        error.Kind.ShouldBe(StepErrorKind.BadInput);
        error.Fix.ShouldNotBeNull().ShouldContain("en→es");
    }

    [Fact]
    public async Task Run_TextIsInTheTargetLanguage_IsPassedThrough()
    {
        var known = await TranslateAsync(new TextValue("Hola", "es") { Sources = [new ValueSource { Name = "hola.txt" }] }, new JsonObject { ["target_language"] = "spanish" });
        var detected = await TranslateAsync(new TextValue("El gato negro bebe agua en la casa de la abuela."), new JsonObject { ["target_language"] = "es" });

        (known.Text, known.Language, known.Confidence).ShouldBe(("Hola", "es", 1));
        known.Sources.ShouldHaveSingleItem().Name.ShouldBe("hola.txt");
        (detected.Text, detected.Confidence).ShouldBe(("El gato negro bebe agua en la casa de la abuela.", 1));
    }

    [Fact]
    public async Task Run_TextInALanguageWithoutPair_SaysSo()
    {
        var error = await FailAsync(new TextValue("Анна должна заплатить"), new JsonObject { ["target_language"] = "es" });

        error.Kind.ShouldBe(StepErrorKind.CannotRun);
        error.Message.ShouldStartWith("apertium has no pair from Russian into Spanish");
    }

    [Fact]
    public void CanRun_Pairs_AreToldApart()
    {
        CanRun("en", "es").CanRun.ShouldBeTrue();
        CanRun("es", "en").CanRun.ShouldBeTrue();
        CanRun(null, "es").CanRun.ShouldBeTrue();
        CanRun("en", "ru").ShouldBe(new Runnability(false, $"apertium has no pair from English into Russian; installed: {ApertiumPairs.Names()}"));
        CanRun(null, "fi").Fix.ShouldBeNull();
        Assert.SkipWhen(ApertiumPairs.Mode("en", "ca") is not null, "English-Catalan is installed here.");
        CanRun("en", "ca").Fix.ShouldBe("apt-get install -y apertium-eng-cat");
        CanRun("ca", "en").Fix.ShouldBe("apt-get install -y apertium-eng-cat");
    }

    [Theory]
    [InlineData("Danish", "Norwegian", "dan-nor")]
    [InlineData("da", "nb", "dan-nor")]
    [InlineData("cat", "sc", "cat-srd")]
    public void CanRun_LanguageByAnyName_NamesThePackageOfItsPair(string from, string to, string pair)
    {
        Assert.SkipWhen(ApertiumPairs.Mode(Language.CodeOf(from), Language.CodeOf(to)) is not null, $"{pair} is installed here.");

        CanRun(from, to).Fix.ShouldBe($"apt-get install -y apertium-{pair}");
    }

    public void Dispose() => _host.Dispose();

    private Runnability CanRun(string? from, string to) =>
        _host.CanRun("local/apertium", "translation", new JsonObject { ["source_language"] = from, ["target_language"] = to });

    private async Task<TextValue> TranslateAsync(TextValue text, JsonObject parameters)
    {
        var result = await _host.RunAsync("local/apertium", "translation", new() { ["text"] = text }, parameters);
        result.Error.ShouldBeNull();
        return result.Value.ShouldBeOfType<TextValue>();
    }

    private async Task<StepError> FailAsync(TextValue text, JsonObject parameters) =>
        (await _host.RunAsync("local/apertium", "translation", new() { ["text"] = text }, parameters)).Error.ShouldNotBeNull();
}
