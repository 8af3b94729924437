using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>Text in; text, labels, spans, numbers out.</summary>
internal static class TextTasks
{
    private const string Text = "text";

    public static IReadOnlyList<TaskWire> All { get; } =
    [
        new("text-classification", WireBodies.Text("text-classification", Text), Replies.Labels(Text)),
        new("token-classification", WireBodies.Text("token-classification", Text), Replies.SpansAsync),
        new("fill-mask", WireBodies.Text("fill-mask", Text), Replies.Labels(Text, "token_str")),
        new("summarization", WireBodies.Text("summarization", Text), Replies.Texts("summary_text", Text, OfText)),
        new("translation", WireBodies.Text("translation", Text), Replies.Texts("translation_text", Text, Target)),
        new("zero-shot-classification", ZeroShotAsync, Replies.Labels(Text)),
        new("question-answering", QuestionAsync, Replies.Answers("context")),
        new("feature-extraction", FeaturesAsync, Replies.Vector) { Route = "/pipeline/feature-extraction" },
        new("sentence-similarity", SimilarityAsync, Replies.Scores("sentences")) { Route = "/pipeline/sentence-similarity" },
        new("text-generation", CompletionAsync, Generated) { Route = "/v1/completions" },
    ];

    /// <summary>The body of a text completion for whoever takes OpenAI's form.</summary>
    /// <param name="call">The request.</param>
    /// <param name="model">What the server calls the model.</param>
    /// <param name="cancellationToken">Stops reading the input.</param>
    public static async Task<JsonObject> CompletionAsync(TaskCall call, string model, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = (await call.TextAsync(Text, cancellationToken)).Text };
        foreach (var (name, value) in WireParameters.Of("text-generation", call.Request) ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    /// <summary><c>{choices:[{text}]}</c>, or <c>[{generated_text}]</c> as older servers answer.</summary>
    public static Task<Value?> Generated(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        var texts = reply.Json is JsonObject { } json && json["choices"] is JsonArray choices
            ? Replies.Flat(choices).Select(choice => Replies.Text(choice, "text")).ToList()
            : Replies.Flat(reply.Json).Select(item => Replies.Text(item, "generated_text")).ToList();
        return Replies.Result(texts is [{ } first, ..] ? new TextValue(first.Trim()) { Sources = call.Whole(Text) } : null);
    }

    private static async Task<WireBody> CompletionAsync(TaskCall call, CancellationToken cancellationToken) =>
        WireBody.Of(await CompletionAsync(call, call.Model.Id, cancellationToken));

    private static async Task<WireBody> ZeroShotAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var parameters = WireParameters.Of("zero-shot-classification", call.Request) ?? [];
        parameters["candidate_labels"] = new JsonArray([.. (await call.NamesAsync("candidate_labels", cancellationToken)).Select(name => (JsonNode)name)]);
        return WireBodies.Inputs((await call.TextAsync(Text, cancellationToken)).Text, parameters);
    }

    private static async Task<WireBody> QuestionAsync(TaskCall call, CancellationToken cancellationToken) => WireBodies.Inputs(
        new JsonObject
        {
            ["question"] = (await call.TextAsync("question", cancellationToken)).Text,
            ["context"] = (await call.TextAsync("context", cancellationToken)).Text,
        },
        WireParameters.Of("question-answering", call.Request));

    // Its parameters stand beside the inputs, not below "parameters".
    private static async Task<WireBody> FeaturesAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var json = new JsonObject { ["inputs"] = (await call.TextAsync(Text, cancellationToken)).Text };
        foreach (var (name, value) in WireParameters.Of("feature-extraction", call.Request) ?? [])
        {
            json[name] = value?.DeepClone();
        }

        return WireBody.Of(json);
    }

    private static async Task<WireBody> SimilarityAsync(TaskCall call, CancellationToken cancellationToken) => WireBodies.Inputs(
        new JsonObject
        {
            ["source_sentence"] = (await call.TextAsync("source_sentence", cancellationToken)).Text,
            ["sentences"] = new JsonArray([.. (await call.TextsAsync("sentences", cancellationToken)).Select(text => (JsonNode)text.Text)]),
        },
        null);

    private static string? OfText(TaskCall call) => (call.Request.Inputs.GetValueOrDefault(Text) as TextValue)?.Language;

    private static string? Target(TaskCall call) => call.Request.Parameter("target_language") is { } language ? Language.CodeOf(language) : null;
}
