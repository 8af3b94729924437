using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Chat;
using Planner.Inference;
using Planner.Routing;
using Planner.Values;

namespace Planner.Routes;

/// <summary>
/// A model of the catalog as a chat model: called as every model is, by way of the router, with the conversation as its text. The reply comes in pieces where the
/// backend gives it so. Pictures are the request's own files.
/// </summary>
internal sealed class BackendChatClient(IModelCaller caller, string model, string task, IReadOnlyList<Artifact> pictures, Egress ceiling) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        var spoken = false;
        var call = CallAsync(Text(messages), piece => pieces.Writer.TryWrite(piece), pieces.Writer, cancellationToken);
        await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken))
        {
            spoken = true;
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
        }

        var result = await call;
        if (result is not { Value: { } value, Error: null } || ValueText.Of(value) is not { } text)
        {
            throw new ChatException(KindOf(result.Error), result.Error?.ToString() ?? $"{model} gave no text.");
        }

        if (!spoken)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails
        {
            InputTokenCount = result.InputTokens,
            OutputTokenCount = result.OutputTokens,
            TotalTokenCount = result.Tokens,
            AdditionalCounts = new() { [ChatModel.CostNanoUsd] = (long)(result.CostUsd * 1_000_000_000m) },
        })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // It holds nothing.
    }

    private async Task<InferenceResult> CallAsync(string text, Action<string> onText, ChannelWriter<string> pieces, CancellationToken cancellationToken)
    {
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal) { ["text"] = new TextValue(text) };
        if (pictures.Count > 0)
        {
            inputs["image"] = pictures is [var one] ? new ArtifactValue(one) : new ListValue([.. pictures.Select(picture => new ArtifactValue(picture))]);
        }

        try
        {
            return await caller.CallAsync(new ModelCall { Model = model, Task = task, Inputs = inputs, OnText = onText, Ceiling = ceiling }, cancellationToken);
        }
        finally
        {
            pieces.TryComplete();
        }
    }

    private static string Text(IEnumerable<ChatMessage> messages)
    {
        var text = new StringBuilder();
        foreach (var message in messages.Where(message => !string.IsNullOrWhiteSpace(message.Text)))
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append(message.Text);
        }

        return text.ToString();
    }

    private static ChatErrorKind KindOf(StepError? error) => error?.Kind switch
    {
        StepErrorKind.TimedOut => ChatErrorKind.TimedOut,
        StepErrorKind.Budget => ChatErrorKind.OverBudget,
        StepErrorKind.Unavailable => ChatErrorKind.Busy,
        StepErrorKind.BadInput or StepErrorKind.CannotRun => ChatErrorKind.Refused,
        _ => ChatErrorKind.Broken,
    };
}
