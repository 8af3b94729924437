using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Answering.Claims;
using Planner.Budgets;
using Planner.Chat;
using Planner.Execution;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;

namespace Planner.Answering;

/// <summary>
/// Lets the controller LLM write the answer, sentence by sentence, each held against the results that it cites before anyone sees it. When
/// there is no such model, it may not see the request, or it fails, the plain answer stands in: nothing that was done is lost.
/// </summary>
internal sealed class LlmAnswerer(
    PlainAnswerer plain,
    AnswerPrompt prompt,
    TokenCounter counter,
    ValueStore values,
    IOptions<ControllerOptions> controller,
    IOptions<AnsweringOptions> options,
    MeasuredChat measured,
    ILogger<LlmAnswerer> logger,
    ChatModel? model = null) : IAnswerer
{
    public async IAsyncEnumerable<string> AnswerAsync(AnsweringContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var failure = "";
        var written = new StringBuilder();
        foreach (var (usable, place) in UsableFor(context).Select((usable, place) => (usable, place)))
        {
            if (place > 0)
            {
                var next = context.Route! with { Models = [.. context.Route!.Models.Skip(place)], Reason = failure };
                context.Report(next.ToEvent());
                failure = "";
            }

            var sources = await AnswerSources.OfAsync(context.Run, values, cancellationToken);
            var mender = new AnswerMender(sources, context.Report, Phrases.For(context.Run.Request?.Language), context.Run.Request?.Language);
            await using var sentences = WriteAsync(context, sources, usable, mender, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (failure.Length == 0)
            {
                try
                {
                    if (!await sentences.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (Exception exception) when (exception is ChatException or PromptTooLongException)
                {
                    failure = exception.Message;
                    logger.ModelFailed(usable.Id, context.Run.RunId, (exception as ChatException)?.Kind.ToString() ?? "TooLong", exception.Message);
                    break;
                }

                written.Append(sentences.Current);
                yield return sentences.Current;
            }

            if (failure.Length == 0 && !string.IsNullOrWhiteSpace(written.ToString()))
            {
                if (Closing(context.Run, sources, usable) is { } closing)
                {
                    yield return "\n\n" + closing;
                }

                yield break;
            }

            failure = failure.Length > 0 ? failure : $"'{usable.Id}' gave no text.";
            if (written.Length > 0)
            {
                break;
            }
        }

        if (context.Route is not null || (failure.Length > 0 && !context.Run.Steps.Any()))
        {
            // Nothing was done that could be listed instead.
            context.Failure = failure;
            yield break;
        }

        if (failure.Length > 0)
        {
            context.Report(new AnswerMended { Before = written.ToString(), After = "", Why = $"the model could not write the answer, so the results are listed: {failure}" });
        }

        if (written.Length > 0)
        {
            // What was streamed can't be taken back; it is closed, and all results follow.
            yield return $" …\n\n⚠ {Phrases.For(context.Run.Request?.Language).BrokeOff}\n\n";
        }

        await foreach (var piece in plain.AnswerAsync(context, cancellationToken))
        {
            yield return piece;
        }
    }

    private IReadOnlyList<ChatModel> UsableFor(AnsweringContext context) =>
        [.. (context.Route?.Models ?? (UsableFor(context.Run) is { } usable ? [usable] : [])).Select(usable => measured.Of(usable, "answer"))];

    private ChatModel? UsableFor(RunState run) =>
        model is not null && controller.Value.Mode != ControllerMode.Embedded && run.Request is { } request && model.Egress <= request.Options.Egress
        && (run.Steps.Any(step => step.Status == StepStatus.Succeeded) || IsDirect(run)) ? model : null;

    /// <summary>Whether nothing but talk was asked for: no steps, or one that only a chat model could do.</summary>
    private static bool IsDirect(RunState run) => run.Steps.All(step => step.Step.Task == "text-generation" && step.Error?.Kind == StepErrorKind.CannotRun);

    private async IAsyncEnumerable<string> WriteAsync(
        AnsweringContext context, AnswerSources sources, ChatModel usable, AnswerMender mender, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new SentenceStream();
        await foreach (var piece in StreamAsync(context, sources, usable, cancellationToken))
        {
            foreach (var sentence in stream.Push(piece))
            {
                yield return mender.Mend(sentence);
            }
        }

        foreach (var sentence in stream.Flush())
        {
            yield return mender.Mend(sentence);
        }
    }

    /// <summary>The model's words. A prompt that it refuses as too long teaches its limit and is written once more.</summary>
    private async IAsyncEnumerable<string> StreamAsync(
        AnsweringContext context, AnswerSources sources, ChatModel usable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            var messages = await prompt.WriteAsync(context, sources, usable, options.Value.ReplyTokens, cancellationToken);
            var estimated = messages.Sum(message => counter.Count(message.Text));
            await using var updates = usable.Client
                .GetStreamingResponseAsync(messages, new ChatOptions { MaxOutputTokens = options.Value.ReplyTokens }, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var said = false;
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (ChatException exception) when (exception.Kind == ChatErrorKind.ContextTooLong && !again && !said)
                {
                    // Without a number, less than what was refused.
                    counter.LearnLimit(usable.Id, exception.ContextTokens ?? (counter.LimitOf(usable) * 3 / 4));
                    break;
                }

                foreach (var usage in updates.Current.Contents.OfType<UsageContent>())
                {
                    context.Spend(usable, usage.Details);
                    counter.Learn(usable.Id, estimated, usage.Details.InputTokenCount ?? 0);
                }

                if (updates.Current.Text.Length > 0)
                {
                    said = true;
                    yield return updates.Current.Text;
                }
            }
        }
    }

    /// <summary>What the model need not be trusted to say: that it spoke from itself alone, what is poor, and what was not done; null when there is nothing to add.</summary>
    private static string? Closing(RunState run, AnswerSources sources, ChatModel usable)
    {
        var phrases = Phrases.For(run.Request?.Language);
        return sources.Values.Count == 0
            ? string.Format(CultureInfo.InvariantCulture, phrases.FromModelAlone, usable.Id)
            : PlainAnswerer.Caveats(run, phrases);
    }
}
