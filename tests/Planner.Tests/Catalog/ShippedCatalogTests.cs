using System.Text.RegularExpressions;

namespace Planner.Tests.Catalog;

public sealed partial class ShippedCatalogTests
{
    private static readonly string[] Needed =
    [
        "image-to-text", "automatic-speech-recognition", "translation", "summarization", "question-answering", "document-question-answering",
        "visual-question-answering", "table-question-answering", "text-classification", "token-classification", "zero-shot-classification",
        "zero-shot-image-classification", "zero-shot-object-detection", "sentence-similarity", "feature-extraction", "text-ranking", "fill-mask",
        "text-generation", "image-text-to-text", "object-detection", "image-classification", "image-segmentation", "mask-generation",
        "depth-estimation", "keypoint-detection", "image-to-image", "image-text-to-image", "text-to-image", "text-to-video", "image-to-video",
        "text-to-speech", "text-to-audio", "audio-to-audio", "audio-classification", "voice-activity-detection", "video-classification",
        "video-text-to-text", "tabular-classification", "tabular-regression",
    ];

    private static readonly string[] Engines =
    [
        "local/ocr", "local/espeak-ng", "local/apertium", "local/summarizer", "local/reader", "local/table-reader",
        "local/sentiment", "local/language", "local/zero-shot", "local/similarity", "local/ranker", "local/embedder", "local/entities",
    ];

    [Fact]
    public void Load_ShippedCards_HasNoProblems()
    {
        ShippedCatalog.SkipWithoutTasks();
        ShippedCatalog.Load().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Load_ShippedCards_CoversEveryTask()
    {
        var catalog = ShippedCatalog.Load();
        catalog.Cards.Count.ShouldBeGreaterThan(60);
        Needed.Where(task => catalog.ForTask(task).Count == 0).ShouldBeEmpty();
    }

    [Fact]
    public void Load_EveryPlannableTask_HasACard()
    {
        ShippedCatalog.SkipWithoutTasks();
        var catalog = ShippedCatalog.Load();
        ShippedCatalog.Taxonomy().Tasks.Where(task => !task.Unplannable && catalog.ForTask(task.Id).Count == 0).Select(task => task.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Load_ShippedCards_ListsTheLocalEngines() =>
        ShippedCatalog.Load().Cards.Where(card => card.IsLocal).Select(card => card.Id).ShouldBe(Engines, ignoreOrder: true);

    [Fact]
    public void Descriptions_ShippedCards_ClaimNoFigures() =>
        ShippedCatalog.Load().Cards.Where(card => card.Description.Any(char.IsDigit)).Select(card => card.Id).ShouldBeEmpty();

    [Fact]
    public void Ids_ShippedCards_AreHubIds() =>
        ShippedCatalog.Load().Cards.Where(card => !HubId().IsMatch(card.Id)).Select(card => card.Id).ShouldBeEmpty();

    [Fact]
    public void Languages_ShippedCards_AreCodesOrMultilingual() =>
        ShippedCatalog.Load().Cards.SelectMany(card => card.Languages).Where(language => language != "multilingual" && language.Length != 2)
            .ShouldBeEmpty();

    [Fact]
    public void Load_TaskOrder_GroupsTheFileByMainTask()
    {
        var runs = ShippedCatalog.Load().Cards.Select(card => card.Tasks[0]).Aggregate(new List<string>(), (seen, task) =>
        {
            if (seen.LastOrDefault() != task)
            {
                seen.Add(task);
            }

            return seen;
        });
        runs.ShouldBeUnique();
    }

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+$")]
    private static partial Regex HubId();
}
