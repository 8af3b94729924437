using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Writes text from a prompt, and from images and sound with it.</summary>
internal sealed class ChatTask(ArtifactStore store) : IEndpointTask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["text-generation", "conversational", "image-text-to-text", "audio-text-to-text"];

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        List<AIContent> contents = [new TextContent(text.Text)];
        foreach (var image in request.Inputs.GetValueOrDefault("image") is { } value ? Images(value) : [])
        {
            contents.Add(new DataContent(await BytesAsync(image.Artifact, cancellationToken), image.Artifact.MediaType));
        }

        if (request.Inputs.GetValueOrDefault("audio") is { } sound)
        {
            var audio = ChatAudio.Of(sound, request.Step.Id);
            contents.Add(new DataContent(await BytesAsync(audio, cancellationToken), audio.MediaType));
        }

        using var client = new ThoughtfulChatClient(new OpenAIChatClient(endpoint, model), new EndpointHabits(endpoint.Memory, endpoint.Instance));
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, contents)], Options(request), cancellationToken))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
            {
                request.OnText?.Invoke(update.Text);
            }
        }

        var response = updates.ToChatResponse();
        if (string.IsNullOrWhiteSpace(response.Text))
        {
            var why = response.FinishReason == ChatFinishReason.Length ? "used up all its tokens before it said anything; allow more (max_new_tokens)" : "said nothing";
            return InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} {why}.");
        }

        return InferenceResult.Success(new TextValue(request.OnText is null ? response.Text.Trim() : response.Text)) with
        {
            InputTokens = (int?)response.Usage?.InputTokenCount,
            OutputTokens = (int?)response.Usage?.OutputTokenCount,
            Tokens = (int?)(response.Usage?.TotalTokenCount ?? response.Usage?.InputTokenCount + response.Usage?.OutputTokenCount),
        };
    }

    private static ChatOptions Options(InferenceRequest request) => new()
    {
        MaxOutputTokens = (int?)(request.Number("max_new_tokens") ?? request.Number("max_tokens")) ?? SpendingScope.Current?.ReplyTokens,
        Temperature = (float?)request.Number("temperature"),
        TopP = (float?)request.Number("top_p"),
        TopK = (int?)request.Number("top_k"),
        FrequencyPenalty = (float?)request.Number("frequency_penalty"),
        PresencePenalty = (float?)request.Number("presence_penalty"),
        Seed = (long?)request.Number("seed"),
        StopSequences = request.Parameters.GetValueOrDefault("stop") is JsonArray stops ? [.. stops.OfType<JsonValue>().Select(stop => stop.ToString())] : null,
    };

    private static IEnumerable<ArtifactValue> Images(Value value) => value switch
    {
        ArtifactValue image => [image],
        ListValue list => list.Items.SelectMany(Images),
        _ => [],
    };

    private async Task<byte[]> BytesAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        await using var stream = store.OpenRead(artifact);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
