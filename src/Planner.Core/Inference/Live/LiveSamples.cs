using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Inference.Live;

/// <summary>The samples, one a task. Each is something that any model of the task gets right; where models differ only the form is expected.</summary>
internal static class LiveSamples
{
    private const string Picture = "file:hello.png";
    private const string Page = "file:page.png";
    private const string Recording = "file:hello.wav";
    private const string Clip = "file:hello.mp4";
    private const string Letter = "Anna Smith lives in Oslo. She moved there in May 2021 with her two children. Before that the family had a flat in Bergen, close to the harbour. Anna works as a nurse at the hospital.";

    private static readonly JsonNode Cities = JsonNode.Parse("""{"columns":["city","people"],"rows":[["Oslo","700000"],["Bergen","290000"]]}""")!;

    // Engines that do a task in a way of their own, by the model's id.
    private static readonly Dictionary<string, LiveSample> Own = new(StringComparer.Ordinal)
    {
        ["local/language"] = Of("text-classification", First("en"), ("text", Letter)) with { Instruction = "Which language is this text in?" },
    };

    private static readonly FrozenDictionary<string, LiveSample> All = new[]
    {
        // Text.
        Of("translation", Says("casa"), ("text", "The house is big.")) with { Parameters = new() { ["source_language"] = "en", ["target_language"] = "es" } },
        Of("summarization", Form("a text"), ("text", Letter)),
        Of("question-answering", Says("Oslo"), ("question", "Where does Anna live?"), ("context", Letter)),
        Of("table-question-answering", Says("700"), ("question", "How many people does Oslo have?"), ("table", Cities)),
        Of("text-classification", Form("labels"), ("text", "I love this phone, it is wonderful.")),
        Of("token-classification", Says("Oslo"), ("text", Letter)),
        Of("zero-shot-classification", First("sport"), ("text", "The team won the football match two to one."), ("candidate_labels", List("sport", "cooking"))),
        Of("fill-mask", Form("labels"), ("text", "Paris is the [MASK] of France.")),
        Of("sentence-similarity", Falls, ("source_sentence", "The cat sleeps."), ("sentences", List("A cat is sleeping.", "Share prices fell sharply."))),
        Of("text-ranking", Falls, ("query", "Where does Anna live?"), ("documents", List("Anna lives in Oslo.", "Share prices fell sharply."))),
        Of("feature-extraction", Form("a vector"), ("text", "one text")),
        Of("text-generation", Says("hello"), ("text", "Reply with the word hello and nothing else.")) with { Parameters = new() { ["max_new_tokens"] = 64 } },
        Of("conversational", Says("hello"), ("text", "Reply with the word hello and nothing else.")) with { Parameters = new() { ["max_tokens"] = 64 } },

        // Pictures. The one that is looked at says HELLO 42.
        Of("image-to-text", Says("hello"), ("image", Picture)) with { Instruction = "Read the text in the image." },
        Of("image-text-to-text", Says("42"), ("image", Picture), ("text", "Which number does the image show?")),
        Of("any-to-any", Says("42"), ("image", Picture), ("text", "Which number does the image show?")),
        Of("visual-question-answering", Says("42"), ("image", Picture), ("question", "What text is in the image?")),
        Of("document-question-answering", Says("Oslo"), ("image", Page), ("question", "Where does Anna live?")),
        Of("image-classification", Form("labels"), ("image", Picture)),
        Of("zero-shot-image-classification", First("text"), ("image", Picture), ("candidate_labels", List("text", "a mountain"))),
        Of("object-detection", Form("boxes, or none"), ("image", Picture)),
        Of("zero-shot-object-detection", Form("boxes, or none"), ("image", Picture), ("candidate_labels", List("text"))),
        Of("image-segmentation", Form("pictures"), ("image", Picture)),
        Of("depth-estimation", Form("a picture"), ("image", Picture)),
        Of("canny-control", Form("a picture"), ("image", Picture)),
        Of("image-feature-extraction", Form("a vector"), ("image", Picture)),
        Of("visual-document-retrieval", Form("scores"), ("images", List(Picture)), ("query", "hello")),
        Of("image-to-image", Form("a picture"), ("image", Picture)) with { Instruction = "Rotate it by 90 degrees", Parameters = new() { ["prompt"] = "Rotate it by 90 degrees" } },
        Of("image-text-to-image", Form("a picture"), ("image", Picture), ("text", "Rotate it by 90 degrees")) with { Instruction = "Rotate it by 90 degrees" },
        Of("text-to-image", Form("a picture"), ("text", "A red circle on a white background.")) with { Parameters = new() { ["width"] = 256, ["height"] = 256 } },

        // Sound. The recording says "Hello, forty-two".
        Of("text-to-speech", Form("sound"), ("text", "Hello.")) with { Parameters = new() { ["language"] = "en" } },
        Of("text-to-audio", Form("sound"), ("text", "Rain.")),
        Of("automatic-speech-recognition", Says("hello"), ("audio", Recording)),
        Of("audio-classification", Form("labels"), ("audio", Recording)),
        Of("audio-to-audio", Form("sound"), ("audio", Recording)) with { Instruction = "Make it twice as fast" },
        Of("voice-activity-detection", Form("spans"), ("audio", Recording)),
        Of("audio-text-to-text", Form("a text"), ("audio", Recording), ("text", "How long is the recording?")) with { Instruction = "How long is the recording?" },

        // Video.
        Of("video-text-to-text", Form("a text"), ("video", Clip), ("text", "How long is the video?")) with { Instruction = "How long is the video?" },
        Of("video-classification", Form("labels"), ("video", Clip)),
        Of("video-frames", Form("pictures"), ("video", Clip)) with { Instruction = "Take the first frame" },
        Of("text-to-video", Form("a video"), ("text", "Hello.")) with { Instruction = "Make slides of it" },
        Of("image-to-video", Form("a video"), ("image", Picture)),

        // Tables.
        Of("tabular-classification", Form("a table"), ("table", Cities)),
        Of("tabular-regression", Form("a table"), ("table", Cities)),
    }.ToFrozenDictionary(sample => sample.Task, StringComparer.Ordinal);

    /// <summary>The sample for a model and a task; null when there is none for the task.</summary>
    public static LiveSample? For(string model, string task) => Own.GetValueOrDefault(model) is { } own && own.Task == task ? own : All.GetValueOrDefault(task);

    /// <summary>A file of the samples.</summary>
    public static Stream Open(string name) => typeof(LiveSamples).Assembly.GetManifestResourceStream($"Live.{name}") ?? throw new InvalidOperationException($"There is no sample file '{name}'.");

    private static (string, Func<Value, bool>) Falls => ("the first score higher", value =>
        value is StructuredValue { Json: { ValueKind: JsonValueKind.Array } json } && json.GetArrayLength() == 2 && json[0].GetDouble() > json[1].GetDouble());

    private static (string, Func<Value, bool>) Form(string expected) => (expected, _ => true);

    private static (string, Func<Value, bool>) Says(string word) => ($"“{word}” in it", value => ValueText.Of(value)?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private static (string, Func<Value, bool>) First(string label) => ($"“{label}” first", value =>
        value is StructuredValue { Json: { ValueKind: JsonValueKind.Array } json } && json.GetArrayLength() > 0
        && json[0].TryGetProperty("label", out var best) && label.Equals(best.GetString(), StringComparison.OrdinalIgnoreCase));

    private static JsonArray List(params string[] items) => [.. items.Select(item => (JsonNode)item)];

    private static LiveSample Of(string task, (string Expected, Func<Value, bool> Is) what, params (string Slot, JsonNode Input)[] inputs) =>
        new(task, inputs.ToDictionary(input => input.Slot, input => input.Input), what.Expected, what.Is);
}
