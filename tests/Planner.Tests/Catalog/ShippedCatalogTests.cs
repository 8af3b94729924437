using System.Text.Json.Nodes;
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
        "local/sentiment", "local/language", "local/zero-shot", "local/similarity", "local/ranker", "local/embedder", "local/entities", "local/imagemagick", "local/audio-tools", "local/voice-activity", "local/slides",
        "local/image-facts", "local/audio-facts", "local/video-facts", "local/video-frames",
    ];

    // All codes of ISO 639-1.
    private const string Iso639 = """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo
        fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
        lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc
        sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """;

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
        catalog.Cards.Count.ShouldBeGreaterThanOrEqualTo(260);
        catalog.Cards.SelectMany(card => card.Tasks).Distinct().Count().ShouldBeGreaterThanOrEqualTo(40);
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
    public void Languages_ShippedCards_AreCodesOrMultilingual()
    {
        HashSet<string> known = [.. Iso639.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), "multilingual"];
        known.Count.ShouldBe(184);
        ShippedCatalog.Load().Cards.Where(card => !card.Languages.All(known.Contains)).Select(card => card.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Figures_ShippedCards_NameTheirSource()
    {
        // Read as it is written: the catalog itself would have left out a card that breaks the rule.
        var cards = File.ReadLines(ShippedCatalog.Options.ModelsFile).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        string[] plain = ["id", "tasks", "description", "languages", "license", "library", "tier", "experimental"];
        string[] numbers = ["downloads", "likes", "parameters", "maxTokens"];

        cards.SelectMany(card => card).Select(property => property.Key).Except([.. plain, .. numbers, "figures"]).ShouldBeEmpty();
        cards.Where(card => numbers.Any(card.ContainsKey) != card.ContainsKey("figures")).Select(card => (string?)card["id"]).ShouldBeEmpty();
        cards.Count(card => card.ContainsKey("figures")).ShouldBeGreaterThan(100);
    }

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
