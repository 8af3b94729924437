using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Tests.Catalog;

namespace Planner.Tests.Matching;

public sealed class CardIndexTests : IDisposable
{
    private static readonly ModelCard[] Cards =
    [
        Card("org/whisper", "automatic-speech-recognition", "Transcribes speech in many languages.", ["multilingual"], "mit", 1_500_000_000),
        Card("org/wav2vec-russian", "automatic-speech-recognition", "Transcribes Russian speech.", ["ru"], "apache-2.0", 300_000_000),
        Card("org/detr", "object-detection", "Finds vehicles and people in photographs.", [], "apache-2.0", 40_000_000),
        Card("org/bart", "summarization", "Summaries of news articles.", ["en"], "mit", null),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("planner-index-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Search_OneTerm_ScoresTheSaturatedShareOfIt()
    {
        // Descriptions of 2 and 1 terms, the average 1.5; f = 1 / (0.6 + 0.4 · 2 / 1.5) = 0.8824; f / (1.2 + f) = 0.4237, in 255 steps.
        var index = Memory(Card("1", "2", "cat dog"), Card("3", "4", "cat"));

        Words(index, "dog").ShouldBe(0.4237, 0.5 / 255);
    }

    [Theory]
    [InlineData("transcribe russian calls", "org/wav2vec-russian")]
    [InlineData("transcriber", "org/wav2vec-russian")]
    [InlineData("wav2vec", "org/wav2vec-russian")]
    [InlineData("wav2vecs", "org/wav2vec-russian")]
    [InlineData("vehicle", "org/detr")]
    [InlineData("ORG/BART", "org/bart")]
    public void Search_Words_FindsByStemByPartOfTheIdAndByLikeness(string text, string expected) =>
        Find(Memory(Cards), new CardQuery { Text = text })[0].ShouldBe(expected);

    [Theory]
    [InlineData("receipts of restaurants", "org/donut-CORD-v2")]
    [InlineData("telephone conversations", "org/asr")]
    [InlineData("single spoken words for voice control", "org/kws")]
    public void Search_WordsThatANameStandsFor_FindTheCardThatOnlyNamesIt(string text, string expected)
    {
        var index = Memory(
            Card("org/plain", "other", "A model."),
            Card("org/donut-CORD-v2", "document-question-answering", "Answers."),
            Card("org/asr", "automatic-speech-recognition", "Trained on SwitchBoard."),
            Card("org/kws", "audio-classification", "Small.", tags: ["dataset:speech_commands"]));

        Find(index, new CardQuery { Text = text })[0].ShouldBe(expected);
    }

    [Theory]
    [InlineData("translate English to Russian", "org/opus-mt-en-ru")]
    [InlineData("translation from Russian into English", "org/opus-mt-ru-en")]
    [InlineData("перевод с английского на русский", "org/opus-mt-en-ru")]
    public void Search_DirectionOfATranslation_FindsTheModelThatGoesThatWay(string text, string expected) => Find(
        Memory(
            Card("org/opus-mt-ru-en", "translation", "Translates Russian and English.", ["ru", "en"]),
            Card("org/opus-mt-en-ru", "translation", "Translates Russian and English.", ["en", "ru"])),
        new CardQuery { Text = text, Task = "translation" })[0].ShouldBe(expected);

    [Theory]
    [InlineData("найти токсичные комментарии", "org/toxic")]
    [InlineData("расшифровать шумные телефонные звонки", "org/calls")]
    public void Search_RussianWords_FindCardsInEnglish(string text, string expected) => Find(
        Memory(Card("org/plain", "other", "A model."), Card("org/toxic", "other", "Finds toxic comments."), Card("org/calls", "other", "Transcribes phone calls.")),
        new CardQuery { Text = text, Task = "other" })[0].ShouldBe(expected);

    [Fact]
    public void Search_CardOfManyTasks_IsFoundByEachOfThem()
    {
        var index = Memory(Card("org/a", "other", "A."), new ModelCard { Id = "org/many", Tasks = ["t1", "t2", "t3", "t4", "t5"], Description = "Does all." });

        foreach (var task in new[] { "t1", "t3", "t4", "t5" })
        {
            Find(index, new CardQuery { Text = "all", Task = task }).ShouldBe(["org/many"]);
        }

        Find(index, new CardQuery { Task = "t6" }).ShouldBeEmpty();
    }

    [Fact]
    public void Search_TagsOfACard_AreSearched() =>
        Find(Memory(Card("org/a", "other", "A model."), Card("org/b", "other", "A model.", tags: ["agriculture"])), new CardQuery { Text = "agriculture" }).ShouldBe(["org/b"]);

    [Fact]
    public void Search_Filters_NarrowAndCombine()
    {
        var index = Memory(Cards);

        Find(index, new CardQuery { Task = "automatic-speech-recognition" }).ShouldBe(["org/whisper", "org/wav2vec-russian"]);
        Find(index, new CardQuery { License = "MIT" }).ShouldBe(["org/whisper", "org/bart"]);
        Find(index, new CardQuery { Languages = ["ru"] }).ShouldBe(["org/whisper", "org/wav2vec-russian", "org/detr"]);
        Find(index, new CardQuery { Languages = ["Russian"], Task = "automatic-speech-recognition", MaxParameters = 1_000_000_000 }).ShouldBe(["org/wav2vec-russian"]);
        Find(index, new CardQuery { MaxParameters = 100_000_000 }).ShouldBe(["org/detr"]);
        Find(index, new CardQuery { Task = "telepathy" }).ShouldBeEmpty();
        Find(index, new CardQuery { License = "gpl-3.0" }).ShouldBeEmpty();
    }

    [Fact]
    public void Search_ByAnyTaskOfACard_FindsIt()
    {
        string[] tasks = [.. Enumerable.Range(0, 30).Select(i => $"task-{i}")];
        var index = Memory([.. Cards, Card("org/everything", "summarization", "Does it all.") with { Tasks = ["summarization", .. tasks] }]);

        foreach (var task in tasks)
        {
            Find(index, new CardQuery { Task = task }).ShouldBe(["org/everything"]);
        }

        Find(index, new CardQuery { Task = "summarization" }).ShouldBe(["org/bart", "org/everything"], ignoreOrder: true);
    }

    [Fact]
    public void Search_Accept_GoesOnUntilThereAreEnough()
    {
        var index = CardIndex.InMemory();
        index.Put(Enumerable.Range(0, 300).Select(i => Card($"a/m{i}", "summarization", "Summaries.")));

        Find(index, new CardQuery { Text = "summaries", Limit = 2, Accept = card => card.Id is "a/m150" or "a/m299" }).ShouldBe(["a/m150", "a/m299"]);
    }

    [Fact]
    public void Search_NoText_GivesTheCardsInTheirOrder() =>
        Find(Memory(Cards), new CardQuery { Limit = 3 }).ShouldBe(["org/whisper", "org/wav2vec-russian", "org/detr"]);

    [Fact]
    public void Put_SameId_ReplacesTheCard()
    {
        var index = Memory(Cards);

        index.Put([Card("ORG/bart", "translation", "Into Finnish.")]);

        index.Count.ShouldBe(4);
        index.Find("org/bart")!.Tasks.ShouldBe(["translation"]);
        Find(index, new CardQuery { Text = "news" }).ShouldBeEmpty();
        Find(index, new CardQuery { Text = "finnish" }).ShouldBe(["ORG/bart"]);
    }

    [Fact]
    public void Remove_ACard_IsNotFoundAnyMore()
    {
        var index = Memory(Cards);

        index.Remove("org/detr").ShouldBeTrue();
        index.Remove("org/detr").ShouldBeFalse();

        index.Count.ShouldBe(3);
        index.Find("org/detr").ShouldBeNull();
        Find(index, new CardQuery { Text = "vehicles" }).ShouldBeEmpty();
    }

    [Fact]
    public void Open_AfterCommit_HasWhatWasCommittedOnly()
    {
        var index = CardIndex.Open(_folder);
        index.Put(Cards);
        index.Remove("org/detr");
        index.Commit();
        index.Put([Card("late/one", "summarization", "Late.")]);

        var opened = CardIndex.Open(_folder);

        opened.Count.ShouldBe(3);
        Find(opened, new CardQuery { Text = "russian speech" })[0].ShouldBe("org/wav2vec-russian");
        opened.Find("org/detr").ShouldBeNull();
        opened.Find("late/one").ShouldBeNull();
    }

    [Fact]
    public void Commit_ManyTimes_KeepsEveryCardInFewFiles()
    {
        var index = CardIndex.Open(_folder);
        for (var i = 0; i < 30; i++)
        {
            index.Put([Card($"a/m{i}", "summarization", $"Summaries number{i}."), Card("a/again", "summarization", $"Version version{i}.")]);
            index.Commit();
        }

        var opened = CardIndex.Open(_folder);

        opened.Count.ShouldBe(31);
        opened.Find("a/again")!.Description.ShouldBe("Version version29.");
        Find(opened, new CardQuery { Text = "number7" })[0].ShouldBe("a/m7");
        Directory.GetFiles(_folder).Length.ShouldBeLessThan(25);
    }

    [Fact]
    public void Open_DamagedOrForeignFiles_IsEmptyAndCanBeBuiltAnew()
    {
        var index = CardIndex.Open(_folder);
        index.Put(Cards);
        index.Commit();
        var segment = Directory.GetFiles(_folder, "segment-*").Single();
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..100]);

        var opened = CardIndex.Open(_folder);
        opened.Count.ShouldBe(0);
        opened.Put(Cards);
        opened.Commit();

        CardIndex.Open(_folder).Count.ShouldBe(4);
    }

    [Fact]
    public void Synchronize_ChangesWhatChangedOnly()
    {
        var index = CardIndex.Open(_folder);
        index.Synchronize(Cards).ShouldBe((4, 0));
        index.Synchronize(Cards).ShouldBe((0, 0));
        index.Synchronize([Cards[0], Cards[1] with { Description = "Better." }, Card("new/one", "summarization", "New.")]).ShouldBe((2, 2));

        index.Count.ShouldBe(3);
        index.Find("org/wav2vec-russian")!.Description.ShouldBe("Better.");
    }

    [Fact]
    public void Search_WhileCardsAreReplaced_SeesEachOnce()
    {
        var index = Memory(Cards);
        var searches = Task.Run(
            () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    Find(index, new CardQuery { Text = "speech" }).Order().ShouldBe(["org/wav2vec-russian", "org/whisper"]);
                }
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 50; i++)
        {
            index.Put([Cards[0]]);
            _ = index.Count;
        }

        Should.NotThrow(() => searches.GetAwaiter().GetResult());
    }

    [Fact]
    public void Open_AfterLearning_HasTheVectorsOfOldAndNewCards()
    {
        string[] company = ["purring whiskers kitten", "kitten whiskers paws", "paws purring fur"];
        var index = CardIndex.Open(_folder);
        index.Put(Enumerable.Range(0, 600).Select(i => i % 2 == 0
            ? Card($"x/{i}", "image-classification", company[i / 2 % 3])
            : Card($"y/{i}", "image-classification", $"engine wheel motor axle part{i % 7}")));
        index.Commit();
        index.Put([Card("cat/late", "image-classification", "kittens purr"), Card("motor/late", "image-classification", "engines and axles")]);
        index.Commit();

        var hits = CardIndex.Open(_folder).Search(new CardQuery { Text = "a purring kitten", Task = "image-classification", Limit = 700 });

        double Meaning(string id) => hits.Single(hit => hit.Card.Id == id).Terms.Single(term => term.Name == "meaning").Value;
        Meaning("x/0").ShouldBeGreaterThan(Meaning("y/1") + 0.2);
        Meaning("cat/late").ShouldBeGreaterThan(Meaning("motor/late") + 0.2);
    }

    [Fact]
    public void Search_NoTask_PutsCardsOfTheTaskThatIsAskedForFirst()
    {
        var index = CardIndex.InMemory(ShippedCatalog.Taxonomy());
        index.Put([Card("a/one", "summarization", "A model for articles about houses."), Card("b/two", "tabular-regression", "A model for articles about houses."),
            Card("c/three", "translation", "Languages."), Card("d/four", "text-to-speech", "Voices."), Card("e/five", "object-detection", "Objects.")]);

        Find(index, new CardQuery { Text = "predict the price of houses from their size and age" })[0].ShouldBe("b/two");
        Find(index, new CardQuery { Text = "a short summary of articles about houses" })[0].ShouldBe("a/one");
        Find(index, new CardQuery { Text = "предсказать цену дома" })[0].ShouldBe("b/two");
    }

    private static double Words(CardIndex index, string text) =>
        index.Search(new CardQuery { Text = text })[0].Terms.Single(term => term.Name == "words").Value;

    private static CardIndex Memory(params ModelCard[] cards)
    {
        var index = CardIndex.InMemory();
        index.Put(cards);
        return index;
    }

    private static List<string> Find(CardIndex index, CardQuery query) => [.. index.Search(query).Select(hit => hit.Card.Id)];

    private static ModelCard Card(string id, string task, string description, string[]? languages = null, string? license = null, long? parameters = null, string[]? tags = null) =>
        new() { Id = id, Tasks = [task], Description = description, Languages = languages ?? [], License = license, Parameters = parameters, Tags = tags ?? [] };
}
