using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Server.Hosting;
using Planner.Server.OpenAi;
using Planner.Server.Problems;
using Planner.Server.Security;
using Planner.Values;

namespace Planner.Server.HuggingFace;

/// <summary><c>/hf-inference</c>: every model that can run here, called as Hugging Face's Inference Providers are.</summary>
internal static class HuggingFaceEndpoints
{
    private const int MaxBatch = 512;

    public static void MapHuggingFace(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/hf-inference").RequireRateLimiting(RateLimits.Calls).ExcludeFromDescription();
        group.MapPost("/models/{**path}", (string path, HttpContext context, ServedModels models, ArtifactStore store, [FromServices] ChatCompletions chat) => HfRoute.Parse(path) switch
        {
            { Call: HfCall.Chat, Model: var model } => chat.AnswerAsync(context, model),
            { Call: HfCall.Completion, Model: var model } => TextCompletions.AnswerAsync(context, models, model),
            var route => CallAsync(context, models, store, route.Model, route.Task),
        });

        // The order that older clients use.
        group.MapPost("/pipeline/{task}/{**model}", (string task, string model, HttpContext context, ServedModels models, ArtifactStore store) =>
            CallAsync(context, models, store, model, task));
    }

    private static async Task CallAsync(HttpContext context, ServedModels models, ArtifactStore store, string id, string? taskName)
    {
        ArtifactStore.ActAs(context.Caller().User);
        var model = models.Require(id);
        var payload = await HfPayload.ReadAsync(context.Request, store, context.RequestAborted);
        var task = taskName is null ? TaskFor(models.TasksOf(model), payload) : models.RequireTask(taskName);
        if (payload.Inputs is JsonArray batch && IsBatch(task))
        {
            if (batch.Count > MaxBatch)
            {
                throw Problem.BadRequest($"{batch.Count} inputs at once; at most {MaxBatch} are taken.", "Send them in several requests.").AsException();
            }

            var results = new List<JsonNode?>();
            foreach (var item in batch)
            {
                results.Add((await RunAsync(item)).Json);
            }

            // Lists of lists stay; lists of one object each become one list.
            var flat = task.Output == Modality.Text;
            await context.WriteJsonAsync(new JsonArray([.. flat ? results.SelectMany(result => result!.AsArray().Select(item => item?.DeepClone())) : results.Select(result => Inner(task, result))]));
            return;
        }

        var (value, json) = await RunAsync(payload.Inputs);
        if (json is not null)
        {
            await context.WriteJsonAsync(json);
        }
        else
        {
            await SendFileAsync(context, store, HfOutputs.File(value) ?? throw Problem.Of(new StepError(StepErrorKind.Model, $"{id} gave neither JSON nor a file.")).AsException());
        }

        async Task<(Value Value, JsonNode? Json)> RunAsync(JsonNode? inputs)
        {
            var read = new HfInputs(task, payload, inputs);
            var values = await read.ReadAsync(store, context.RequestAborted);
            var value = await models.CallAsync(
                new ModelCall { Model = model.Card.Id, Task = task.Id, Inputs = values, Parameters = read.Parameters, Instruction = read.Instruction }, context.RequestAborted);
            return (value, await HfOutputs.WriteAsync(task, value, values, read.Parameters, store, context.RequestAborted));
        }
    }

    // The path need not say the task: the first of the model's that these inputs are enough for.
    private static TaskType TaskFor(IReadOnlyList<TaskType> tasks, HfPayload payload) =>
        tasks.FirstOrDefault(task => new HfInputs(task, payload, payload.Inputs).IsComplete) ?? tasks[0];

    private static bool IsBatch(TaskType task) => task.Inputs is [{ Many: false, Accepts: [Modality.Text] }, ..] && task.Inputs.Count(slot => slot.Required) == 1;

    // text-classification nests its labels once more, for such lists.
    private static JsonNode? Inner(TaskType task, JsonNode? result) =>
        task.Id == "text-classification" ? result?[0]?.DeepClone() : result?.DeepClone();

    private static async Task SendFileAsync(HttpContext context, ArtifactStore store, Artifact file)
    {
        await using var content = store.OpenRead(file);
        context.Response.ContentType = file.MediaType;
        context.Response.ContentLength = file.Size;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
