using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Runs;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Server.Runs;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1/chat/completions</c>. On the models <c>planner</c>, <c>auto</c> and <c>omni</c> the caller is the run: when it goes away, the run is cancelled.</summary>
internal sealed class ChatCompletions(
    ChatRequestReader reader, PassThrough passing, RunStarter starter, IRunService runs, IRunJournal journal, ServedModels models, IOptions<ServerOptions> options, TimeProvider clock)
{
    /// <summary>Answers a chat.</summary>
    /// <param name="context">The request.</param>
    /// <param name="modelInPath">The model, where the path says it.</param>
    public async Task AnswerAsync(HttpContext context, string? modelInPath)
    {
        var request = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var model = modelInPath ?? request.Model ?? throw Problem.BadRequest("'model' is missing.", "GET /v1/models lists models; 'planner' plans, 'auto' routes.").AsException();
        var served = RequestOptions.IsWay(model) && options.Value.Model is null ? null : models.Require(model);
        if (served is not null && await passing.TryAnswerAsync(context, PassThrough.Chat, request, served))
        {
            return;
        }

        var body = request.ToJson();
        var question = await reader.ReadAsync(body, context.Caller(), context.RequestAborted);
        if (served is not null)
        {
            await CallAsync(context, body, model, served.Card.Id, models.TasksOf(served), question);
            return;
        }

        var id = await starter.StartAsync(question.AsRequest(model), context.Caller(), context.RequestAborted);
        context.Response.Headers["X-Planner-Run-Id"] = id;
        await using var gone = context.RequestAborted.Register(() => runs.Cancel(id));
        var forms = new ChatForms($"chatcmpl-{id}", model, clock.GetUtcNow());
        if (body.IsTrue("stream"))
        {
            await StreamAsync(context, id, forms, question, WantsUsage(body));
            return;
        }

        var usage = new Usage();
        var run = new RunState();
        await foreach (var happened in runs.FollowAsync(journal, id, 0, context.RequestAborted))
        {
            run.Apply(happened);
            usage.Add(happened);
        }

        await context.WriteJsonAsync(Failure(run) is { } problem
            ? throw problem.AsException()
            : forms.Completion(run.Answer, usage.Of(question.Text, run.Answer), ChatForms.Extension(run)));
    }

    private async Task StreamAsync(HttpContext context, string id, ChatForms forms, ChatQuestion question, bool wantsUsage)
    {
        var stream = new EventStreamWriter(context, clock, options.Value.HeartbeatSeconds);
        var usage = new Usage();
        var run = new RunState();
        await stream.PumpAsync(runs.FollowAsync(journal, id, 0, context.RequestAborted), happened =>
        {
            run.Apply(happened);
            usage.Add(happened);
            if (happened is RunAccepted)
            {
                Send(forms.Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" }));
            }
            else if (happened is AnswerDelta { Text: var piece })
            {
                Send(forms.Chunk(new JsonObject { ["content"] = piece }));
            }
        });

        // A run that broke has no end mark: a clean end would be taken for an answer (FAILURES 32).
        if (Failure(run) is { } problem)
        {
            Send(ProblemForms.OpenAi(problem));
            return;
        }

        Send(forms.Chunk([], "stop", ChatForms.Extension(run)));
        if (wantsUsage)
        {
            Send(forms.UsageChunk(usage.Of(question.Text, run.Answer)));
        }

        stream.WriteEvent("[DONE]"u8);

        void Send(JsonObject json) => stream.WriteEvent(Encoding.UTF8.GetBytes(JsonResponses.Line(json)));
    }

    // The model gets the words and files in the slots that take them.
    private async Task CallAsync(HttpContext context, JsonObject body, string name, string model, IReadOnlyList<TaskType> tasks, ChatQuestion question)
    {
        ArtifactStore.ActAs(context.Caller().User);
        var task = tasks.FirstOrDefault(task => Inputs(task, question) is not null)
            ?? throw Problem.BadRequest($"{model} can't do anything with this message alone: {Needs(tasks)}.", "Attach what it needs, or ask the model 'planner'.").AsException();
        var value = await models.CallAsync(
            new ModelCall { Model = model, Task = task.Id, Inputs = Inputs(task, question)!, Instruction = question.Text }, context.RequestAborted);
        var files = ModelResult.FilesIn(value).ToList();
        var text = ValueText.Of(value) ?? string.Join('\n', files.Select(file => $"{file.Name}: /api/artifacts/{file.Id}"));
        var usage = Usage.Of(Usage.Words(question.Text), Usage.Words(text));
        var forms = new ChatForms("chatcmpl-" + Guid.NewGuid().ToString("N"), name, clock.GetUtcNow());
        if (!body.IsTrue("stream"))
        {
            await context.WriteJsonAsync(forms.Completion(text, usage, null));
            return;
        }

        context.Response.ContentType = EventStreamWriter.MediaType;
        JsonObject[] chunks = [forms.Chunk(new JsonObject { ["role"] = "assistant", ["content"] = text }), forms.Chunk([], "stop"), .. WantsUsage(body) ? [forms.UsageChunk(usage)] : Array.Empty<JsonObject>()];
        await context.Response.WriteAsync(string.Concat(chunks.Select(chunk => $"data: {JsonResponses.Line(chunk)}\n\n")) + "data: [DONE]\n\n", context.RequestAborted);
    }

    private static Dictionary<string, Value>? Inputs(TaskType task, ChatQuestion question)
    {
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        var files = question.Attachments.Select(file => new ArtifactValue(file.Artifact)).ToList();
        foreach (var slot in task.Inputs.OrderBy(slot => slot.Accepts.Contains(Modality.Text)))
        {
            var fitting = files.Where(file => slot.Distance(file.Modality) is not null).Take(slot.Many ? int.MaxValue : 1).ToList();
            if (fitting.Count > 0)
            {
                files.RemoveAll(fitting.Contains);
                inputs[slot.Name] = fitting is [var one] ? one : new ListValue([.. fitting]);
            }
            else if (slot.Distance(Modality.Text) is not null && !slot.Accepts.Any(Modalities.IsMedia) && question.Text.Length > 0 && !inputs.Values.Any(value => value is TextValue))
            {
                inputs[slot.Name] = new TextValue(question.Text);
            }
        }

        return task.Inputs.All(slot => slot.Optional || inputs.ContainsKey(slot.Name)) ? inputs : null;
    }

    private static string Needs(IReadOnlyList<TaskType> tasks) => string.Join("; ", tasks.Select(task =>
        $"{task.Id} needs {string.Join(" and ", task.Inputs.Where(slot => slot.Required).Select(slot => $"'{slot.Name}' ({string.Join(" or ", slot.Accepts.Select(Modalities.Name))})"))}"));

    private static bool WantsUsage(JsonObject body) => body["stream_options"] is JsonObject wishes && wishes.IsTrue("include_usage");

    /// <summary>Why a run has no answer; null when it has one, be it partial.</summary>
    private static Problem? Failure(RunState run) => run switch
    {
        { Status: RunStatus.Completed } => null,
        { Failure: { Kind: RunFailureKind.Deadline } } when run.Answer.Length > 0 => null,
        { Failure: { Kind: var kind, Message: var message } } => new Problem(
            kind switch
            {
                RunFailureKind.BadRequest or RunFailureKind.Planning => StatusCodes.Status400BadRequest,
                RunFailureKind.Internal => StatusCodes.Status500InternalServerError,

                // No status that clients answer by sending it all again: the run has tried what there is, and may have cost something.
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            message),
        { Status: RunStatus.Cancelled } => new Problem(StatusCodes.Status422UnprocessableEntity, $"Run '{run.RunId}' was cancelled."),
        _ => new Problem(StatusCodes.Status500InternalServerError, $"Run '{run.RunId}' stopped, and its end could not be recorded."),
    };
}
