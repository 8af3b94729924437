using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>Images in or out.</summary>
internal static class ImageTasks
{
    private const string Image = "image";

    public static IReadOnlyList<TaskWire> All { get; } =
    [
        new("image-classification", WireBodies.Media("image-classification", Image, Modality.Image), Replies.Labels(Image)),
        new("object-detection", WireBodies.Media("object-detection", Image, Modality.Image), Replies.Boxes),
        new("image-segmentation", SegmentationAsync, MediaReplies.Files(Modality.Image, "mask", "mask", Image)),
        new("image-to-text", WireBodies.Media("image-to-text", Image, Modality.Image), Replies.Texts("generated_text", Image)),
        new("image-to-image", ImageToImageAsync, MediaReplies.File(Modality.Image, "image", Image)),
        new("zero-shot-image-classification", ZeroShotAsync, Replies.Labels(Image)),
        new("text-to-image", WireBodies.Text("text-to-image", "text"), MediaReplies.File(Modality.Image, "image", "text")),
        new("visual-question-answering", QuestionAsync("visual-question-answering"), Replies.Answers(Image)),
        new("document-question-answering", QuestionAsync("document-question-answering"), Replies.Answers(Image)),
    ];

    /// <summary>The parameters of an image edit; the instruction of image-text-to-image is its prompt.</summary>
    public static async Task<JsonObject?> EditAsync(TaskCall call, string task, CancellationToken cancellationToken)
    {
        var parameters = WireParameters.Of(task, call.Request);
        if (call.Has("text"))
        {
            (parameters ??= [])["prompt"] = (await call.TextAsync("text", cancellationToken)).Text;
        }

        return parameters;
    }

    // Always base64 in JSON: the mask's request has no binary form.
    private static async Task<WireBody> SegmentationAsync(TaskCall call, CancellationToken cancellationToken) => WireBodies.Inputs(
        await call.Base64Async(call.File(Image, Modality.Image), cancellationToken), WireParameters.Of("image-segmentation", call.Request));

    private static async Task<WireBody> ImageToImageAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var file = call.File(Image, Modality.Image);
        return await EditAsync(call, "image-to-image", cancellationToken) is { } parameters
            ? WireBodies.Inputs(await call.Base64Async(file, cancellationToken), parameters)
            : WireBody.Of(file);
    }

    private static async Task<WireBody> ZeroShotAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var parameters = WireParameters.Of("zero-shot-image-classification", call.Request) ?? [];
        parameters["candidate_labels"] = new JsonArray([.. (await call.NamesAsync("candidate_labels", cancellationToken)).Select(name => (JsonNode)name)]);
        var image = await call.Base64Async(call.File(Image, Modality.Image), cancellationToken);
        return WireBodies.Inputs(new JsonObject { [Image] = image }, parameters);
    }

    private static Func<TaskCall, CancellationToken, Task<WireBody>> QuestionAsync(string task) => async (call, cancellationToken) => WireBodies.Inputs(
        new JsonObject
        {
            ["question"] = (await call.TextAsync("question", cancellationToken)).Text,
            [Image] = await call.Base64Async(call.File(Image, Modality.Image), cancellationToken),
        },
        WireParameters.Of(task, call.Request));
}
