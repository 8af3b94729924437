using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.SemanticKernel;

/// <summary>A kernel's chat service as the controller: what its connector throws is a <see cref="ChatException"/>.</summary>
internal sealed class KernelChatClient(string id, IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ChatException))
        {
            throw KernelFailures.OfChat(id, exception);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates))
        {
            yield return updates.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ChatException))
        {
            throw KernelFailures.OfChat(id, exception);
        }
    }
}
