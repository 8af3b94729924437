using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Services;
using Planner.Agents;
using Planner.Runs;

namespace Planner.SemanticKernel;

/// <summary>
/// Planner as the chat model of a kernel or an agent: the last message is the request, the ones before are its history, pictures and files in the
/// messages are its files, system messages are instructions. The answer streams; the files made come with it as contents. Whoever stops reading cancels
/// the run.
/// </summary>
internal sealed class PlannerChatService(IRunService runs, IRunJournal journal, AttachmentReader reader, KernelFiles files, PlannerFunctionOptions options) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { [AIServiceExtensions.ModelIdKey] = "planner" };

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        var run = new RunState();
        await foreach (var happened in FollowAsync(chatHistory, cancellationToken))
        {
            run.Apply(happened);
        }

        ThrowIfFailed(run);
        var items = new ChatMessageContentItemCollection { new TextContent(run.Answer) };
        foreach (var file in run.Made)
        {
            items.Add(await files.ReadAsync(file, cancellationToken));
        }

        return [new ChatMessageContent(AuthorRole.Assistant, items, "planner", metadata: MetadataOf(run))];
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = new RunState();
        await foreach (var happened in FollowAsync(chatHistory, cancellationToken))
        {
            run.Apply(happened);
            if (happened is AnswerDelta { Text: var piece })
            {
                yield return new StreamingChatMessageContent(AuthorRole.Assistant, piece, modelId: "planner", innerContent: happened);
            }
        }

        ThrowIfFailed(run);
        yield return new StreamingChatMessageContent(AuthorRole.Assistant, "", modelId: "planner", metadata: MetadataOf(run));
    }

    private async IAsyncEnumerable<RunEvent> FollowAsync(ChatHistory history, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = await runs.StartAsync(await RequestOfAsync(history, cancellationToken), cancellationToken);
        var isOver = false;
        try
        {
            await foreach (var happened in runs.FollowAsync(journal, id, 0, cancellationToken))
            {
                isOver = happened.IsTerminal;
                options.Progress?.Report(happened);
                yield return happened;
            }
        }
        finally
        {
            if (!isOver)
            {
                runs.Cancel(id);
            }
        }
    }

    private async Task<Request> RequestOfAsync(ChatHistory history, CancellationToken cancellationToken)
    {
        var last = history.LastOrDefault(message => message.Role == AuthorRole.User) ?? throw new BadRequestException("The chat has no message of the user's. Add one with AddUserMessage.");
        var contents = history.Where(message => message.Role == AuthorRole.User).SelectMany(message => message.Items);
        var sources = (await files.StoreAsync(contents, options.Caller, cancellationToken)).Select(source => AttachmentSource.Of(source) ?? throw new BadRequestException($"'{source}' is no address of a file."));
        return new Request
        {
            Text = last.Content ?? "",
            Attachments = await reader.ReadAsync(sources, options.Caller, options.Ceiling, cancellationToken),
            History = Turns(history, last),
            Instructions = string.Join("\n\n", history.Where(message => message.Role == AuthorRole.System || message.Role == AuthorRole.Developer).Select(message => message.Content)) is { Length: > 0 } said ? said : null,
            User = options.Caller.User,
            Options = new RequestOptions { Egress = options.Ceiling },
        };
    }

    private static List<PastTurn> Turns(ChatHistory history, ChatMessageContent last)
    {
        var turns = new List<PastTurn>();
        foreach (var message in history.TakeWhile(message => message != last))
        {
            if (message.Role == AuthorRole.User)
            {
                turns.Add(new PastTurn("", message.Content ?? "", ""));
            }
            else if (message.Role == AuthorRole.Assistant && turns.Count > 0)
            {
                turns[^1] = turns[^1] with { Answered = message.Content ?? "" };
            }
        }

        return turns;
    }

    private static void ThrowIfFailed(RunState run)
    {
        if (run.Status != RunStatus.Completed && run.Answer.Length == 0)
        {
            throw new KernelException($"Planner has no answer: {run.Failure?.Message ?? $"the run {run.RunId} was cancelled."}");
        }
    }

    private static Dictionary<string, object?> MetadataOf(RunState run) => new() { ["runId"] = run.RunId, ["partial"] = run.Partial, ["costUsd"] = run.CostUsd, ["seconds"] = run.Seconds, ["files"] = run.Made };
}
