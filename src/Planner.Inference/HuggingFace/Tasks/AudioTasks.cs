using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>Sound in or out.</summary>
internal static class AudioTasks
{
    private const string Audio = "audio";

    public static IReadOnlyList<TaskWire> All { get; } =
    [
        new("text-to-speech", WireBodies.Text("text-to-speech", "text"), MediaReplies.File(Modality.Audio, "speech", "text")),
        new("text-to-audio", WireBodies.Text("text-to-audio", "text"), MediaReplies.File(Modality.Audio, "audio", "text")),
        new("automatic-speech-recognition", WireBodies.Media("automatic-speech-recognition", Audio, Modality.Audio, Modality.Video), Transcription),
        new("audio-classification", WireBodies.Media("audio-classification", Audio, Modality.Audio), Replies.Labels(Audio)),
        new("audio-to-audio", WireBodies.Media("audio-to-audio", Audio, Modality.Audio), MediaReplies.Files(Modality.Audio, "audio", "blob", Audio)),
    ];

    /// <summary><c>{text, chunks?:[{text,timestamp:[from,to]}]}</c>, or OpenAI's <c>segments:[{text,start,end}]</c>; each stretch keeps its seconds.</summary>
    public static Task<Value?> Transcription(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        if (reply.Json is not JsonObject json || Replies.Text(json, "text") is not { } spoken)
        {
            return Replies.Result(null);
        }

        var text = spoken.Trim();
        var file = call.Files(Audio) is [var only, ..] ? only : null;
        var sources = new List<ValueSource>();
        var after = 0;
        foreach (var chunk in Replies.Flat(json["chunks"] ?? json["segments"]))
        {
            var words = Replies.Text(chunk, "text")?.Trim() ?? "";
            var at = words.Length == 0 ? -1 : text.IndexOf(words, after, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            after = at + words.Length;
            var times = chunk["timestamp"] as JsonArray;
            sources.Add(new ValueSource
            {
                ArtifactId = file?.Id,
                Name = file?.Name,
                Covers = new TextSpan(at, after),
                From = times is [var from, _] ? Replies.AsNumber(from) : Replies.Number(chunk, "start"),
                To = times is [_, var to] ? Replies.AsNumber(to) : Replies.Number(chunk, "end"),
            });
        }

        return Replies.Result(new TextValue(text, Replies.Text(json, "language") is { } language ? Language.CodeOf(language) : null)
        {
            Sources = sources.Count > 0 ? sources : call.Whole(Audio),
        });
    }
}
