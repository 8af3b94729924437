using Microsoft.Extensions.AI;
using Planner.Answering.Claims;
using Planner.Artifacts;
using Planner.Chat;
using Planner.Prompts;
using Planner.Runs;
using Planner.Values;

namespace Planner.Answering;

/// <summary>Writes the prompt for an answer within what the model takes.</summary>
internal sealed class AnswerPrompt(PromptLibrary prompts, TokenCounter counter, Condenser condenser, ArtifactStore store)
{
    /// <summary>The messages. What was left out to fit is reported.</summary>
    /// <param name="context">The run.</param>
    /// <param name="sources">What its steps gave.</param>
    /// <param name="model">Who is to answer.</param>
    /// <param name="replyTokens">How many tokens are kept for the answer.</param>
    /// <param name="cancellationToken">Stops condensing.</param>
    /// <exception cref="PromptTooLongException">The request itself does not fit.</exception>
    public async Task<IReadOnlyList<ChatMessage>> WriteAsync(
        AnsweringContext context, AnswerSources sources, ChatModel model, int replyTokens, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var request = run.Request!;
        var system = prompts.Render(sources.Values.Count == 0 ? "answer-direct" : "answer", new { instructions = request.Instructions ?? "", pictures = context.Route is not null && request.Attachments.Count > 0 });
        var budget = new ContextBudget(counter, model, replyTokens);
        var results = sources.Values.Where(value => run.Step(value.Key)?.Children.Count is null or 0)
            .Select(value => (Id: value.Key, run.Step(value.Key)!.Step.Task, Text: Show(value.Value))).ToList();
        var failures = string.Join('\n', run.Steps.Where(step => step.Status is not StepStatus.Succeeded).Select(step => $"{step.Step.Id} {step.Step.Task}: {step.Error?.ToString() ?? step.Reason ?? "not run"}"));
        var files = string.Join('\n', sources.Files);

        List<ContextPart> parts =
        [
            new("instructions", system) { Whole = true },
            new("request", request.Text) { Whole = true },
            .. results.Select(result => new ContextPart(result.Id, result.Text)),
            new("failures", failures) { Weight = 0.3 },
            new("files", files) { Weight = 0.3 },
            new("history", HistoryDigest.All(request.History)) { Weight = 0.5 },
        ];
        var shares = budget.Share(parts);
        var fitted = new string[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            fitted[i] = parts[i] switch
            {
                { Whole: true } part => part.Text,
                { Section: "history" } => HistoryDigest.Write(request.History, request.Text, shares[i], text => counter.Count(text, model.Id)),
                { Section: "failures" or "files" } part => budget.Cut(part.Text, shares[i]),
                var part when counter.Count(part.Text, model.Id) <= shares[i] => part.Text,
                var part => await condenser.FitAsync(part.Text, part.Section, shares[i], model, budget, context, cancellationToken),
            };
            var missing = counter.Count(parts[i].Text, model.Id) - counter.Count(fitted[i], model.Id);
            if (missing > 0 && fitted[i].Length < parts[i].Text.Length)
            {
                context.Report(new ContextTrimmed { Section = parts[i].Section, Tokens = missing });
            }
        }

        var material = prompts.Render("answer-material", new
        {
            results = results.Select((result, i) => new { id = result.Id, task = result.Task, label = $"result of {result.Id}", text = fitted[i + 2] }).ToList(),
            failures = fitted[^3],
            files = fitted[^2],
            history = fitted[^1],
        });
        return [new(ChatRole.System, system), new(ChatRole.User, material), new(ChatRole.User, [new TextContent(request.Text), .. await PicturesAsync(context, cancellationToken)])];
    }

    /// <summary>The pictures of a request that goes to a chat model as it is; what was planned is told by its results.</summary>
    private async Task<IReadOnlyList<AIContent>> PicturesAsync(AnsweringContext context, CancellationToken cancellationToken)
    {
        var pictures = new List<AIContent>();
        foreach (var file in context.Route is null ? [] : context.Run.Request!.Attachments)
        {
            await using var stream = store.OpenRead(file.Artifact);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken);
            pictures.Add(new DataContent(bytes.ToArray(), file.Artifact.MediaType));
        }

        return pictures;
    }

    private static string Show(Value value)
    {
        var text = value is ArtifactValue { Artifact: var artifact } ? $"the file {artifact.Name} ({artifact.MediaType})"
            : value is ListValue list ? string.Join('\n', list.Items.Select(Show))
            : value is StructuredValue { Shape: Modality.Labels or Modality.Boxes or Modality.Spans } items ? items.Json.GetRawText()
            : ValueText.Of(value) ?? "";
        var from = ValueDisplay.Sources(value, Phrases.For("en"));
        return from.Length == 0 ? text : $"{text}\n(from {from})";
    }
}
