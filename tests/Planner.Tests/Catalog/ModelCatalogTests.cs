using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;

namespace Planner.Tests.Catalog;

public sealed class ModelCatalogTests : IDisposable
{
    private const string Good = """{"id":"a/good","tasks":["translation"],"description":"Translates."}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-catalog");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"id":"b/x","tasks":["transl""", "is not JSON")]
    [InlineData("""[1]""", "not an object")]
    [InlineData("""null""", "instead of a model card")]
    [InlineData("""{"tasks":["translation"],"description":"x"}""", "has no id")]
    [InlineData("""{"id":" ","tasks":["translation"],"description":"x"}""", "has no id")]
    [InlineData("""{"id":"b/x","description":"x"}""", "has no tasks")]
    [InlineData("""{"id":"b/x","tasks":[],"description":"x"}""", "has no tasks")]
    [InlineData("""{"id":"b/x","tasks":null,"description":"x"}""", "has no tasks")]
    [InlineData("""{"id":"b/x","tasks":["translation",null],"description":"x"}""", "null in a list")]
    [InlineData("""{"id":"b/x","tasks":["telepathy"],"description":"x"}""", "'telepathy', which is not in tasks.json")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","tier":"huge"}""", "wrong kind at '$.tier'")]
    [InlineData("""{"id":"A/Good","tasks":["translation"],"description":"x"}""", "repeats the model 'A/Good'")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","downloads":5}""", "has a number (downloads) without a source")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":0}""", "has a number (likes) without a source")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","parameters":7000000000}""", "has a number (parameters) without a source")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","maxTokens":512}""", "has a number (maxTokens) without a source")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":1,"figures":{"source":" ","date":"2023"}}""", "names no source of its figures")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":1,"figures":{"source":"s","date":"last year"}}""", "gives 'last year' as the date")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":1,"figures":{"source":"s","date":null}}""", "gives '' as the date")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":1,"figures":{"source":"s"}}""", "wrong kind")]
    [InlineData("""{"id":"b/x","tasks":["translation"],"description":"x","likes":-1,"figures":{"source":"s","date":"2023"}}""", "has -1 as likes")]
    public void Load_BrokenLine_ReportsItAndKeepsTheOthers(string broken, string expected)
    {
        var catalog = Load($"{Good}\n\n{broken}\n{Good.Replace("a/good", "c/last", StringComparison.Ordinal)}\n");

        catalog.Cards.Select(card => card.Id).ShouldBe(["a/good", "c/last"]);
        var problem = catalog.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(3);
        problem.Path.ShouldBe(Path.Combine(_folder.FullName, "models.jsonl"));
        problem.Message.ShouldContain($"models.jsonl' line 3 ");
        problem.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2023-04")]
    [InlineData("2023-04-05")]
    public void Load_FiguresWithSourceAndDate_AreRead(string date)
    {
        var catalog = Load(
            $$$"""{"id":"b/x","tasks":["translation"],"description":"x","downloads":5,"likes":2,"parameters":7000000000,"maxTokens":512,"figures":{"source":"a file","date":"{{{date}}}"}}""");

        catalog.Problems.ShouldBeEmpty();
        var card = catalog.Cards.ShouldHaveSingleItem();
        (card.Downloads, card.Likes, card.Parameters, card.MaxTokens).ShouldBe((5, 2, 7_000_000_000, 512));
        card.Figures.ShouldBe(new ModelFigures { Source = "a file", Date = date });
    }

    [Fact]
    public void Load_BrokenUtf8_ReportsIt()
    {
        byte[] line = [.. "{\"id\":\"b/"u8, 0xFF, .. "\",\"tasks\":[\"translation\"],\"description\":\"x\"}\n"u8, .. Encoding.UTF8.GetBytes(Good)];
        File.WriteAllBytes(Path.Combine(_folder.FullName, "models.jsonl"), line);

        var catalog = Load();

        catalog.Cards.Select(card => card.Id).ShouldBe(["a/good"]);
        catalog.Problems.ShouldHaveSingleItem().Line.ShouldBe(1);
    }

    [Fact]
    public void Load_WindowsFile_ReadsEveryCard() =>
        Load($"\uFEFF{Good}\r\n{Good.Replace("a/good", "b/x", StringComparison.Ordinal)}\r\n").Problems.ShouldBeEmpty();

    [Fact]
    public void Load_NoFile_SaysWhereAndTheFix() =>
        Should.Throw<CatalogException>(() => Load()).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(Path.Combine(_folder.FullName, "models.jsonl")),
            message => message.ShouldContain("Catalog:Folder"));

    [Fact]
    public void Load_UserCards_LiveBesideTheShippedOnes()
    {
        var models = _folder.CreateSubdirectory("models");
        File.WriteAllText(Path.Combine(models.FullName, "b.jsonl"), Good + "\n" + Good.Replace("a/good", "me/second", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(models.FullName, "a.jsonl"), Good.Replace("a/good", "me/first", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(models.FullName, "notes.txt"), "not a card");

        var catalog = Load(Good);

        catalog.Cards.Select(card => card.Id).ShouldBe(["a/good", "me/first", "me/second"]);
        catalog.Problems.ShouldHaveSingleItem().Message.ShouldContain("repeats the model 'a/good'");
    }

    [Fact]
    public void ForTask_CardNamesAnAlias_IsFoundUnderTheTasksId()
    {
        var catalog = Load("""{"id":"a/ears","tasks":["ASR","automatic-speech-recognition"],"description":"x"}""");

        catalog.ForTask("automatic-speech-recognition").ShouldHaveSingleItem().Tasks.ShouldBe(["automatic-speech-recognition"]);
        catalog.ForTask("asr").ShouldBeEmpty();
    }

    [Fact]
    public void TryGet_OtherLetterCase_FindsTheCard()
    {
        Load(Good).TryGet("A/GOOD", out var card).ShouldBeTrue();
        card!.Id.ShouldBe("a/good");
    }

    [Fact]
    public void Constructor_SameIdTwice_Throws()
    {
        var card = new ModelCard { Id = "a/b", Tasks = ["translation"], Description = "" };
        Should.Throw<CatalogException>(() => new ModelCatalog([card, card])).Message.ShouldContain("'a/b'");
    }

    [Fact]
    public void AddCatalog_FolderGiven_LoadsFromIt()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "models.jsonl"), Good);
        File.WriteAllText(
            Path.Combine(_folder.FullName, "tasks.json"),
            """[{"id":"translation","group":"nlp","description":"x","inputs":[],"output":"text"}]""");
        using var services = new ServiceCollection().AddCatalog(options =>
        {
            options.Folder = _folder.FullName;
            options.UserFolder = null;
        }).BuildServiceProvider();

        services.GetRequiredService<ModelCatalog>().Cards.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("openai/whisper-tiny", ModelTier.Light)]
    [InlineData("distil-whisper/distil-large-v3", ModelTier.Light)]
    [InlineData("facebook/bart-large-cnn", ModelTier.Strong)]
    [InlineData("google-bert/bert-base-uncased", ModelTier.Medium)]
    [InlineData("Qwen/Qwen2.5-1.5B-Instruct", ModelTier.Light)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", ModelTier.Medium)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", ModelTier.Strong)]
    public void TierRule_CardWithoutTier_GoesByTheWordsOfItsId(string id, ModelTier expected) =>
        ModelTierRule.Of(new ModelCard { Id = id, Tasks = [], Description = "" }).ShouldBe(expected);

    private ModelCatalog Load(string content)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "models.jsonl"), content);
        return Load();
    }

    private ModelCatalog Load() => ModelCatalog.Load(
        new CatalogOptions { Folder = _folder.FullName, UserFolder = Path.Combine(_folder.FullName, "models") }, Tasks.Some);
}
