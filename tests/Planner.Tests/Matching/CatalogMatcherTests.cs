using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Tests.Testing;

namespace Planner.Tests.Matching;

public sealed class CatalogMatcherTests
{
    private static readonly ModelCard[] Cards =
    [
        Card("org/news", "summarization", "Summaries of news articles.", "apache-2.0", ModelTier.Medium, "en"),
        Card("org/dialogue", "summarization", "Summaries of meetings and dialogues.", "mit", ModelTier.Strong, "en"),
        Card("org/russian", "summarization", "Summaries of Russian articles.", null, ModelTier.Light, "ru"),
        Card("local/summarizer", "summarization", "Picks central sentences.", "mit", ModelTier.Light),
        Card("org/opus-mt-en-ru", "translation", "English into Russian.", "mit", ModelTier.Light, "en", "ru"),
        Card("org/opus-mt-ru-en", "translation", "Russian into English.", "mit", ModelTier.Light, "ru", "en"),
        Card("org/all", "translation", "Hundreds of languages.", "cc-by-nc-4.0", ModelTier.Strong, "multilingual"),
    ];

    [Fact]
    public async Task MatchAsync_InstructionNamesTheSubject_RanksItsCardFirst()
    {
        var match = await Match(Step("summarization", "Summarise the meeting's dialogue"), FakeBackend.Cloud());

        match.Candidates[0].ModelId.ShouldBe("org/dialogue");
        match.Candidates[0].Terms.Select(term => term.Name).ShouldBe(["fit", "meaning", "languages", "tier", "quality", "record", "measured", "speed", "cost", "near", "experimental"]);
        match.Candidates.ShouldAllBe(candidate => Math.Abs(candidate.Score - candidate.Terms.Sum(term => term.Value * term.Weight)) < 1e-12);
        match.Reason.ShouldBe("org/dialogue: the best of 3 that can run here, through provider x; "
            + $"ahead of {match.Candidates[1].ModelId} by fit (+{match.Candidates[0].Terms[0].Value - match.Candidates[1].Terms[0].Value:0.00})");
    }

    [Fact]
    public async Task MatchAsync_OnlyAWeakOneCanRun_ItWins()
    {
        var match = await Match(Step("summarization", "Summarise the meeting's dialogue"), FakeBackend.Local("local/summarizer"));

        match.Candidates[0].ShouldSatisfyAllConditions(
            first => first.ModelId.ShouldBe("local/summarizer"),
            first => first.Runnable.ShouldBeTrue(),
            first => first.Instance.ShouldBe("local"),
            first => first.Through.ShouldBe("engine 1.0"),
            first => first.Fix.ShouldBeNull());
        match.Candidates.Skip(1).ShouldAllBe(candidate => !candidate.Runnable && candidate.Instance == null && candidate.Fix != null);
        match.Reason.ShouldBe("local/summarizer: the only one that can run here, through engine 1.0");
    }

    [Fact]
    public async Task MatchAsync_ExperimentalModel_LosesThePenaltyAndIsSaidToBe()
    {
        ModelCard[] cards = [Cards[0] with { Id = "a/x", Experimental = true }, Cards[0] with { Id = "b/x" }];

        var match = await Match(Step("summarization", "news"), [FakeBackend.Cloud()], cards);
        var alone = await Match(Step("summarization", "news"), [FakeBackend.Cloud()], cards[..1]);

        match.Candidates.Select(candidate => candidate.ModelId).ShouldBe(["b/x", "a/x"]);
        match.Reason.ShouldEndWith("ahead of a/x by experimental (+0.20)");
        alone.Reason.ShouldStartWith("a/x (experimental): ");
    }

    [Theory]
    [InlineData("language", "ru")]
    [InlineData("language", "ru-RU")]
    [InlineData("language", "Russian")]
    [InlineData("language", "rus")]
    [InlineData("language", "русский")]
    [InlineData("target_language", "RU")]
    public async Task MatchAsync_LanguageParameter_PrefersACardThatKnowsIt(string name, string value)
    {
        var step = Step("summarization", "Summarise the news") with { Parameters = new Dictionary<string, JsonNode?> { [name] = value } };
        (await Match(step, FakeBackend.Cloud())).Candidates[0].ModelId.ShouldBe("org/russian");
    }

    [Theory]
    [InlineData("en", "ru", "org/opus-mt-en-ru")]
    [InlineData("ru", "en", "org/opus-mt-ru-en")]
    [InlineData(null, "ru", "org/opus-mt-en-ru")]
    [InlineData("auto", "en", "org/opus-mt-ru-en")]
    [InlineData("de", "fi", "org/all")]
    public async Task MatchAsync_Translation_TakesAModelOfTheRightDirection(string? source, string target, string expected)
    {
        var step = Step("translation", "Translate the letter") with
        {
            Parameters = new Dictionary<string, JsonNode?> { ["source_language"] = source, ["target_language"] = target },
        };
        (await Match(step, FakeBackend.Cloud())).Candidates[0].ModelId.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Complexity.Simple, null, "org/russian")]
    [InlineData(Complexity.Normal, null, "org/news")]
    [InlineData(Complexity.Hard, null, "org/dialogue")]
    [InlineData(Complexity.Hard, "fast", "org/russian")]
    [InlineData(Complexity.Simple, "best", "org/dialogue")]
    [InlineData(Complexity.Simple, "balanced", "org/russian")]
    public async Task MatchAsync_ComplexityAndPrefer_DecideTheTier(Complexity complexity, string? prefer, string expected)
    {
        var step = Step("summarization", "") with { Complexity = complexity, Requirements = new StepRequirements { Prefer = prefer } };
        (await Match(step, FakeBackend.Cloud())).Candidates[0].ModelId.ShouldBe(expected);
    }

    [Fact]
    public async Task MatchAsync_RequiredLicense_RulesOutOthersAndUnknownOnes()
    {
        var step = Step("summarization", "Summarise the Russian news") with { Requirements = new StepRequirements { License = "MIT" } };

        var match = await Match(step, FakeBackend.Cloud());

        match.Candidates.Where(candidate => candidate.Runnable).Select(candidate => candidate.ModelId).ShouldBe(["org/dialogue"]);
        match.Candidates.Single(candidate => candidate.ModelId == "org/russian").ShouldSatisfyAllConditions(
            refused => refused.Through.ShouldBe("license not known"),
            refused => refused.Instance.ShouldBeNull(),
            refused => refused.Fix.ShouldBe("relax requirements.license"));
    }

    [Fact]
    public async Task MatchAsync_NothingMeetsTheRequirement_NamesTheNearest()
    {
        var step = Step("summarization", "Summarise the news articles") with { Requirements = new StepRequirements { License = "gpl-3.0" } };

        var match = await Match(step, FakeBackend.Cloud());

        match.Candidates.ShouldAllBe(candidate => !candidate.Runnable);
        match.Reason.ShouldBe(
            "nothing fits because no summarization model of the catalog has the license gpl-3.0; the nearest is org/news (license apache-2.0)");
    }

    [Fact]
    public async Task MatchAsync_RequiredLanguages_RuleOutCardsThatNameOthersOnly()
    {
        var step = Step("summarization", "Summarise the news") with { Requirements = new StepRequirements { Languages = ["ru"] } };

        var match = await Match(step, FakeBackend.Cloud(), FakeBackend.Local("local/summarizer"));

        match.Candidates.Where(candidate => candidate.Runnable).Select(candidate => candidate.ModelId)
            .ShouldBe(["org/russian", "local/summarizer"], ignoreOrder: true);
        match.Candidates.Single(candidate => candidate.ModelId == "org/news").Through.ShouldBe("does not know ru");
    }

    [Fact]
    public async Task MatchAsync_RequiredLength_RulesOutCardsThatSayTheyTakeLess()
    {
        ModelCard[] cards = [Cards[0] with { Id = "a/short", MaxTokens = 512 }, Cards[0] with { Id = "b/long", MaxTokens = 16_384 }];
        var step = Step("summarization", "Summarise the news") with { Requirements = new StepRequirements { MaxTokens = 4000 } };

        var match = await Match(step, [FakeBackend.Cloud()], cards);

        match.Candidates.Where(candidate => candidate.Runnable).Select(candidate => candidate.ModelId).ShouldBe(["b/long"]);
        match.Candidates.Single(candidate => !candidate.Runnable).Through.ShouldBe("takes 512 tokens");
        match.Reason.ShouldNotContain("not checked");
    }

    [Fact]
    public async Task MatchAsync_MoreCardsThanTheDepth_StillLooksAtTheEnginesOfThisMachine()
    {
        ModelCard[] cards = [.. Enumerable.Range(0, 30).Select(i => Cards[0] with { Id = $"a/m{i}" }), Cards[3]];
        using var services = new ServiceCollection().AddSingleton(new ModelCatalog(cards)).AddMatching().AddSingleton<IInferenceBackend>(FakeBackend.Local("local/summarizer"))
            .Configure<MatchingOptions>(options => options.Depth = 10).BuildServiceProvider();

        var match = await services.GetRequiredService<IModelMatcher>().MatchAsync(Step("summarization", "news articles"), Egress.Machine, null, TestContext.Current.CancellationToken);

        match.Candidates[0].ModelId.ShouldBe("local/summarizer");
    }

    [Fact]
    public async Task MatchAsync_Pinned_NoOtherModelStandsInForIt()
    {
        var worst = (await Match(Step("summarization", "news"), FakeBackend.Cloud())).Candidates[^1].ModelId;

        var match = await Match(Step("summarization", "news"), [FakeBackend.Cloud()], Cards, pinned: worst);

        match.Candidates.ShouldHaveSingleItem().ModelId.ShouldBe(worst);
    }

    [Fact]
    public async Task MatchAsync_PinnedToAModelOfAnotherTask_ChoosesAsUsual()
    {
        var usual = await Match(Step("summarization", "news"), FakeBackend.Cloud());
        var other = Cards.First(card => !card.Tasks.Contains("summarization")).Id;

        (await Match(Step("summarization", "news"), [FakeBackend.Cloud()], Cards, pinned: other)).Candidates.Select(candidate => candidate.ModelId)
            .ShouldBe(usual.Candidates.Select(candidate => candidate.ModelId));
    }

    [Fact]
    public async Task MatchAsync_PinnedToAModelThatIsNotThere_SaysSo() =>
        (await Match(Step("summarization", "news"), [FakeBackend.Cloud()], Cards, pinned: "no/such")).Reason.ShouldContain("no model 'no/such'");

    [Fact]
    public async Task MatchAsync_RequirementThatCardsSayNothingAbout_SaysItWasNotChecked()
    {
        var step = Step("summarization", "news") with { Requirements = new StepRequirements { MaxTokens = 100, MinQuality = 0.9 } };
        (await Match(step, FakeBackend.Cloud())).Reason.ShouldEndWith("(max_tokens and min_quality not checked: neither the card nor a measurement says)");
    }

    [Theory]
    [InlineData(Egress.Machine)]
    [InlineData(Egress.Lan)]
    public async Task MatchAsync_CeilingBelowTheCloud_NeverChoosesOrAsksIt(Egress ceiling)
    {
        var cloud = FakeBackend.Cloud();

        var match = await Match(Step("summarization", "news"), [cloud], Cards, ceiling);

        match.Candidates.ShouldAllBe(candidate => !candidate.Runnable && candidate.Instance == null);
        match.Candidates[0].Fix.ShouldBe("allow egress cloud (leave out --offline)");
        match.Reason.ShouldStartWith($"nothing {(ceiling == Egress.Machine ? "on this machine" : "in the local network")} can run summarization; ");
        cloud.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task MatchAsync_SeveralBackendsCanRunIt_TakesTheNearest()
    {
        var far = new FakeBackend { Name = "far", Egress = Egress.Cloud, WhenAsked = (_, _) => Runnability.Yes("far") };
        var near = new FakeBackend { Name = "near", Egress = Egress.Lan, WhenAsked = (_, _) => Runnability.Yes("near") };

        var match = await Match(Step("summarization", "news"), far, near);

        match.Candidates.ShouldAllBe(candidate => candidate.Instance == "near");
        far.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task MatchAsync_NothingCanRun_GivesTheBackendsFix()
    {
        var local = FakeBackend.Local();
        var hub = new FakeBackend { Name = "hub", Egress = Egress.Cloud, WhenAsked = (_, _) => Runnability.No("no Hugging Face token", "set HF_TOKEN") };

        var match = await Match(Step("summarization", "news"), local, hub);

        match.Candidates.ShouldNotBeEmpty();
        match.Candidates.ShouldAllBe(candidate => !candidate.Runnable && candidate.Fix == "set HF_TOKEN" && candidate.Through == "no Hugging Face token");
        match.Reason.ShouldBe("nothing here can run summarization; nearest is local/summarizer: no Hugging Face token. Set HF_TOKEN");
    }

    [Fact]
    public async Task MatchAsync_NoBackends_StillGivesAFix() =>
        (await Match(Step("summarization", "news"))).Candidates[0].Fix.ShouldBe("add an instance that serves it; planner doctor lists what there is");

    [Fact]
    public async Task MatchAsync_UnknownTask_GivesNoCandidatesAndTheFix()
    {
        var match = await Match(Step("telepathy", "read my mind"), FakeBackend.Cloud());

        match.Candidates.ShouldBeEmpty();
        match.Reason.ShouldBe("the catalog has no model for telepathy; add one as a line in PLANNER_HOME/models/NAME.jsonl");
    }

    [Fact]
    public async Task MatchAsync_MoreCanRunThanAreListed_ListsThemAll()
    {
        ModelCard[] cards = [.. Enumerable.Range(0, 12).Select(i => Cards[0] with { Id = $"a/m{i}" })];
        var some = FakeBackend.Local([.. cards.Take(7).Select(card => card.Id)]);

        (await Match(Step("summarization", "news"), [some], cards)).Candidates.Count.ShouldBe(7);
        (await Match(Step("summarization", "news"), [FakeBackend.Local("a/m11")], cards)).Candidates.Count.ShouldBe(5);
    }

    [Fact]
    public async Task MatchAsync_EqualScores_KeepTheCatalogsOrder()
    {
        ModelCard[] cards = [.. "zab".Select(letter => Cards[0] with { Id = $"{letter}/m" })];

        var match = await Match(Step("summarization", "news"), [FakeBackend.Cloud()], cards);

        match.Candidates.Select(candidate => candidate.ModelId).ShouldBe(["z/m", "a/m", "b/m"]);
        match.Reason.ShouldEndWith("no term tells it from a/m, the catalog's order decides");
    }

    [Fact]
    public async Task MatchAsync_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var services = Services([], Cards);
        var matcher = services.GetRequiredService<IModelMatcher>();

        await Should.ThrowAsync<OperationCanceledException>(async () => await matcher.MatchAsync(Step("summarization", ""), Egress.Cloud, null, cancelled.Token));
    }

    [Fact]
    public void Options_OutOfRange_StopTheProgramWithKeyAndFix()
    {
        using var services = new ServiceCollection().AddMatching().Configure<MatchingOptions>(options => options.Top = 0).BuildServiceProvider();

        Should.Throw<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate)
            .Message.ShouldContain("Planner:Matching:Top is 0; it must be from 1 to 100. Set it to 5, the default.");
    }

    private static ModelCard Card(string id, string task, string description, string? license, ModelTier tier, params string[] languages) =>
        new() { Id = id, Tasks = [task], Description = description, License = license, Tier = tier, Languages = languages };

    private static PlanStep Step(string task, string instruction) => new() { Id = "s1", Task = task, Instruction = instruction };

    private static Task<ModelMatch> Match(PlanStep step, params IInferenceBackend[] backends) => Match(step, backends, Cards);

    private static async Task<ModelMatch> Match(
        PlanStep step, IReadOnlyList<IInferenceBackend> backends, IReadOnlyList<ModelCard> cards, Egress ceiling = Egress.Cloud, string? pinned = null)
    {
        using var services = Services(backends, cards);
        return await services.GetRequiredService<IModelMatcher>().MatchAsync(step, ceiling, pinned, TestContext.Current.CancellationToken);
    }

    private static ServiceProvider Services(IReadOnlyList<IInferenceBackend> backends, IReadOnlyList<ModelCard> cards)
    {
        var services = new ServiceCollection().AddSingleton(new ModelCatalog(cards)).AddMatching();
        foreach (var backend in backends)
        {
            services.AddSingleton(backend);
        }

        return services.BuildServiceProvider();
    }
}
