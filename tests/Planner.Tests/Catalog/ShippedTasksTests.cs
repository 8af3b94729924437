using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Values;

namespace Planner.Tests.Catalog;

public sealed class ShippedTasksTests
{
    // The Hub's pipeline tasks, as huggingface.js lists them (packages/tasks/src/pipelines.ts).
    private static readonly string[] Hub =
    [
        "text-classification", "fill-mask", "token-classification", "zero-shot-classification", "question-answering", "table-question-answering",
        "translation", "summarization", "text-generation", "feature-extraction", "sentence-similarity", "text-ranking", "table-to-text",
        "multiple-choice", "text-retrieval", "text-to-speech", "text-to-audio", "automatic-speech-recognition", "audio-to-audio",
        "audio-classification", "voice-activity-detection", "image-classification", "video-classification", "object-detection",
        "image-segmentation", "keypoint-detection", "mask-generation", "depth-estimation", "image-to-image", "zero-shot-image-classification",
        "zero-shot-object-detection", "text-to-image", "unconditional-image-generation", "image-to-text", "image-to-video", "text-to-video",
        "video-to-video", "image-feature-extraction", "text-to-3d", "image-to-3d", "audio-text-to-text", "image-text-to-text",
        "video-text-to-text", "image-text-to-image", "image-text-to-video", "visual-question-answering", "document-question-answering",
        "visual-document-retrieval", "any-to-any", "tabular-classification", "tabular-regression", "tabular-to-text", "time-series-forecasting",
        "reinforcement-learning", "robotics", "graph-ml", "other",
    ];

    // Those for which huggingface.js shows neither input nor output, except voice-activity-detection and time-series-forecasting, whose
    // shapes here are those of the engines and models that do them.
    private static readonly string[] Unknown = ["table-to-text", "multiple-choice", "text-retrieval", "tabular-to-text", "robotics", "graph-ml", "other"];

    // What HuggingGPT lets its controller choose from (microsoft/JARVIS).
    private static readonly string[] HuggingGpt =
    [
        "token-classification", "text2text-generation", "summarization", "translation", "question-answering", "conversational", "text-generation",
        "sentence-similarity", "tabular-classification", "object-detection", "image-classification", "image-to-image", "image-to-text",
        "text-to-image", "text-to-video", "visual-question-answering", "document-question-answering", "image-segmentation", "depth-estimation",
        "text-to-speech", "automatic-speech-recognition", "audio-to-audio", "audio-classification", "canny-control", "hed-control",
        "mlsd-control", "normal-control", "openpose-control", "canny-text-to-image", "depth-text-to-image", "hed-text-to-image",
        "mlsd-text-to-image", "normal-text-to-image", "openpose-text-to-image", "seg-text-to-image",
    ];

    // TaskBench's tools for Hugging Face.
    private static readonly string[] TaskBench =
    [
        "Token Classification", "Translation", "Summarization", "Question Answering", "Conversational", "Text Generation", "Sentence Similarity",
        "Tabular Classification", "Object Detection", "Image Classification", "Image-to-Image", "Image-to-Text", "Text-to-Image", "Text-to-Video",
        "Visual Question Answering", "Document Question Answering", "Image Segmentation", "Depth Estimation", "Text-to-Speech",
        "Automatic Speech Recognition", "Audio-to-Audio", "Audio Classification", "Image Editing",
    ];

    private static readonly string[] ParameterTypes = ["string", "number", "integer", "boolean", "language", "strings"];

    private static readonly TaskTaxonomy Taxonomy = ShippedCatalog.Taxonomy();

    [Fact]
    public void Tasks_OfTheHub_AreAllListed()
    {
        Hub.Distinct().Count().ShouldBe(57);
        Hub.Except(Taxonomy.Tasks.Select(task => task.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void Names_OfHuggingGptAndTaskBench_AreAllKnown() =>
        HuggingGpt.Concat(TaskBench).Where(name => !Taxonomy.TryGet(name, out _)).ShouldBeEmpty();

    [Fact]
    public void Tasks_WithoutKnownShape_AreListedAndNotPlanned() =>
        Taxonomy.Tasks.Where(task => task.Unplannable).Select(task => task.Id).ShouldBe([.. Unknown, "conversational"], ignoreOrder: true);

    [Fact]
    public void Tasks_WithoutKnownShape_GuessNone() =>
        Taxonomy.Tasks.Where(task => Unknown.Contains(task.Id) && (task.Inputs.Count > 0 || task.Output != Modality.Any)).Select(task => task.Id).ShouldBeEmpty();

    [Fact]
    public void Tasks_ThatArePlanned_HaveCuesInBothLanguagesAndSlots()
    {
        var planned = Taxonomy.Tasks.Where(task => task.Plannable).ToList();
        planned.Where(task => task.Inputs.Count == 0 || task.Inputs.Any(slot => slot.Accepts.Count == 0)).Select(task => task.Id).ShouldBeEmpty();
        planned.Where(task => new[] { "en", "ru" }.Any(language => task.Cues.GetValueOrDefault(language) is not { Count: > 0 })).Select(task => task.Id).ShouldBeEmpty();
        planned.Where(task => task.Output == Modality.Any).Select(task => task.Id).ShouldBe(["any-to-any"]);
    }

    [Fact]
    public void Tasks_All_HaveDescriptionGroupAndASlotForTheirPrompt()
    {
        Taxonomy.Tasks.Where(task => string.IsNullOrWhiteSpace(task.Description)).Select(task => task.Id).ShouldBeEmpty();
        Taxonomy.Tasks.Select(task => task.Group).Distinct().ShouldBe(["nlp", "multimodal", "audio", "cv", "tabular", "other"], ignoreOrder: true);
        Taxonomy.Tasks.Where(task => task.Prompt is { } prompt && task.Slot(prompt) is null).Select(task => task.Id).ShouldBeEmpty();
        Taxonomy.Tasks.Where(task => task.Inputs.Select(slot => slot.Name).Distinct().Count() < task.Inputs.Count).Select(task => task.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_All_HaveTypeAndDescription()
    {
        foreach (var task in Taxonomy.Tasks)
        {
            task.Parameters.Select(parameter => parameter.Name).ShouldBeUnique(task.Id);
            task.Parameters.Where(parameter => !ParameterTypes.Contains(parameter.Type) || parameter.Description.Length == 0).ShouldBeEmpty(task.Id);
        }
    }

    [Fact]
    public void Names_IdsAndAliases_EachMeanOneTask()
    {
        Taxonomy.Tasks.Select(task => task.Id).ShouldBeUnique();
        Taxonomy.Tasks.SelectMany(task => task.Aliases.Append(task.Id).Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(names => names.Count() > 1).Select(names => names.Key).ShouldBeEmpty();
        foreach (var task in Taxonomy.Tasks)
        {
            task.Aliases.ShouldBeUnique(task.Id);
        }
    }

    [Fact]
    public void Cues_All_CanBeRead() => Should.NotThrow(() => CueIndex.Of(Taxonomy));
}
