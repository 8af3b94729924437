using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Planning;

/// <summary>A chat model as the controller: its reply is read while it is written, and each step is handed on the moment its brace closes.</summary>
/// <param name="model">The model.</param>
/// <param name="prompt">Writes its prompts.</param>
public sealed class LlmPlanner(ChatModel model, PlanPrompt prompt) : IPlanner
{
    /// <inheritdoc/>
    public string Name => model.Id;

    /// <inheritdoc/>
    public bool CanRevise => true;

    /// <inheritdoc/>
    /// <exception cref="ChatException">The model or the way to it failed.</exception>
    public async IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        NameFiles(context);
        var reader = new PlanReader([.. context.Request.Attachments, .. context.NamedFiles], context.Revision?.Standing ?? [], context.Report, context.Revision?.Taken);
        await foreach (var update in ReplyAsync(context, cancellationToken).ConfigureAwait(false))
        {
            foreach (var step in reader.Feed(update))
            {
                yield return step;
            }
        }

        foreach (var step in reader.Complete())
        {
            yield return step;
        }

        foreach (var problem in reader.Problems)
        {
            context.Problems.Add(problem);
        }
    }

    /// <summary>The reply as it is written. A model that takes less than was thought is asked once more with less.</summary>
    private async IAsyncEnumerable<string> ReplyAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            Temperature = 0,
            ResponseFormat = prompt.FormatFor(context.Taxonomy),

            // Strict schemas allow no open maps and nothing left out: twice as many tokens a step, and so twice as long until it starts.
            AdditionalProperties = new() { ["strict"] = false },
        };
        var room = prompt.RoomOf(model);
        while (true)
        {
            var messages = prompt.Write(context, room, model.Id);
            await using var reply = model.Client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                if (!await reply.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (ChatException exception) when (exception.Kind == ChatErrorKind.ContextTooLong && Less(exception, room, prompt.Measure(messages, model.Id)) is var less && less >= PlanPrompt.LeastTokens)
            {
                room = less;
                continue;
            }

            do
            {
                Count(reply.Current, context, messages);
                yield return reply.Current.Text;
                foreach (var call in reply.Current.Contents.OfType<FunctionCallContent>())
                {
                    yield return Written(call);
                }
            }
            while (await reply.MoveNextAsync().ConfigureAwait(false));
            yield break;
        }
    }

    // No tools are offered, but some models put what they are asked for into a call; the reader knows calls as text.
    private static string Written(FunctionCallContent call) => "\n" + new JsonObject
    {
        ["name"] = call.Name,
        ["arguments"] = call.RawRepresentation as string ?? JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))),
    }.ToJsonString();

    // What the model said that it takes; without that, or when it refuses what should fit, less than what it refused.
    private static int Less(ChatException exception, int room, int sent) => exception.ContextTokens is { } stated && stated < room ? stated : Math.Min(room / 2, sent);

    private void Count(ChatResponseUpdate update, PlanningContext context, IList<ChatMessage> messages)
    {
        foreach (var usage in update.Contents.OfType<UsageContent>().Select(content => content.Details))
        {
            context.Tokens = (context.Tokens ?? 0) + (int)(usage.TotalTokenCount ?? ((usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)));
            context.CostUsd += model.CostOf(usage) ?? 0;
            prompt.Learn(model.Id, messages, usage.InputTokenCount ?? 0);
        }
    }

    // Planning without the files: those that the request names count as attached.
    private static void NameFiles(PlanningContext context)
    {
        if (context.Request.Options.PlanOnly && context.NamedFiles.Count == 0)
        {
            foreach (var file in NamedFiles.In(context.Request, context.Taxonomy))
            {
                context.NamedFiles.Add(file);
            }
        }
    }
}
