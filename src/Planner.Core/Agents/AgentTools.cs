using System.ComponentModel;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Values;

namespace Planner.Agents;

/// <summary>What the functions of <see cref="PlannerFunctions"/> do.</summary>
internal sealed class AgentTools(
    IRunService runs, IRunJournal journal, AttachmentReader files, ModelCallReader reader, IModelCaller models, IModelSearch search, TaskTaxonomy taxonomy, ArtifactStore store, PlanParameters parameters,
    PlannerFunctionOptions options)
{
    private const string Files = "Files that the words are about: ids of artifacts (a_…), public http(s) addresses, or data URLs.";
    private const int MostModels = 50;

    [Description("Solves a request in plain words, with files: plans it as AI tasks (reading images, transcribing, translating, summarising, answering from documents and tables, speaking, editing pictures …), runs each on the model that fits, and gives the answer and the files made.")]
    public Task<object> SolveAsync(
        [Description("What is to be done, in plain words.")] string text,
        [Description(Files)] string[]? files = null,
        [Description("The longest that it may take, in seconds.")] double? deadline_seconds = null,
        CancellationToken cancellationToken = default) =>
        AnswerAsync(async () => await TellAsync(await RunAsync(text, files, new RequestOptions { DeadlineSeconds = deadline_seconds, Egress = options.Ceiling }, cancellationToken), cancellationToken));

    /// <summary>Runs a saved plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="sources">The files that it takes, by id.</param>
    /// <param name="values">Other values for its parameters.</param>
    /// <param name="deadlineSeconds">The longest that it may take.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<object> RunSavedAsync(
        SavedPlan plan, IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, JsonNode?> values, double? deadlineSeconds, CancellationToken cancellationToken) =>
        AnswerAsync(async () =>
        {
            var given = new Request
            {
                Text = "",
                Attachments = [.. (await files.ReadAsync(sources.Values.Select(SourceOf), options.Caller, options.Ceiling, cancellationToken)).Zip(sources.Keys, (file, id) => file with { Name = id + Path.GetExtension(file.Name) })],
                Options = new RequestOptions { DeadlineSeconds = deadlineSeconds, Egress = options.Ceiling },
            };
            return await TellAsync(await RunAsync(plan.AsRequest(given, parameters.Set(plan.Plan, values)), cancellationToken), cancellationToken);
        });

    [Description("Shows which AI tasks a request takes, in which order, and which model would do each and why. Runs nothing.")]
    public Task<object> PlanAsync(
        [Description("What is to be done, in plain words.")] string text, [Description(Files)] string[]? files = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(async () =>
        {
            var run = await RunAsync(text, files, new RequestOptions { PlanOnly = true, Egress = options.Ceiling }, cancellationToken);
            return run.Failure is { } failure ? Failed(failure.Message) : Cut(string.Join('\n', run.Steps.Select(Line)));
        });

    [Description("Finds models by what their cards say, best first, with whether each can run here.")]
    public object FindModels(
        [Description("What the model should be good at, in words.")] string query = "",
        [Description("Only models for this task, such as translation or image-to-text.")] string? task = null,
        [Description("Only what can run here now.")] bool runnable_only = true,
        [Description("How many at most.")] int limit = 10)
    {
        if (task is not null && !taxonomy.TryGet(task, out _))
        {
            return $"There is no task '{task}'. Tasks: {string.Join(", ", taxonomy.Tasks.Where(known => known.Plannable).Select(known => known.Id))}.";
        }

        var found = search.Search(new ModelQuery
        {
            Text = query,
            Task = task is not null && taxonomy.TryGet(task, out var known) ? known.Id : null,
            RunnableOnly = runnable_only,
            Ceiling = options.Ceiling,
            Limit = Math.Clamp(limit, 1, MostModels),
        });
        return found.Count == 0
            ? "No model fits. Use other words, or ask for those that can't run here too."
            : Cut(string.Join('\n', found.Select(model =>
                $"{model.Card.Id} ({string.Join(", ", model.Card.Tasks)}; {(model.Candidate.Runnable ? "runs here through " : "can't run here: ")}{model.Candidate.Through}): {model.Card.Description}")));
    }

    [Description("Calls one model for one task, without a plan.")]
    public Task<object> RunModelAsync(
        [Description("The model's id, as find_models gives it.")] string model,
        [Description("What goes into each input of the task, by the input's name: a text, a list of texts, an artifact's id, an address or a data URL.")] JsonObject inputs,
        [Description("The task, where the model does several.")] string? task = null,
        [Description("The task's parameters, such as {\"target_language\":\"es\"}.")] JsonObject? parameters = null,
        [Description("What is wanted in words, for models that take instructions.")] string? instruction = null,
        CancellationToken cancellationToken = default) =>
        AnswerAsync(async () =>
        {
            ArtifactStore.ActAs(options.Caller.User);
            var request = new RunModelRequest { Model = model, Inputs = inputs, Task = task, Parameters = parameters, Instruction = instruction };
            var result = await models.CallAsync(await reader.ReadAsync(request, options.Caller, options.Ceiling, cancellationToken), cancellationToken);
            return result.Value is { } value
                ? await WithFilesAsync(ValueText.Of(value) ?? "", [.. ModelResult.FilesIn(value).Select(file => file.Id)], cancellationToken)
                : Failed(result.Error!.ToString());
        });

    [Description("Gets a file by its id: text as text, pictures and sounds as content where they can be taken.")]
    public Task<object> GetArtifactAsync([Description("The artifact's id, a_….")] string id, CancellationToken cancellationToken = default) =>
        AnswerAsync(async () => await options.Caller.FindAsync(store, id, cancellationToken) switch
        {
            null => $"There is no artifact '{id}'.",
            { } artifact when MediaTypes.ModalityOf(artifact.MediaType) is Modality.Text or Modality.Table => Cut(await store.ReadTextAsync(artifact, cancellationToken)),
            { } artifact => await WithFilesAsync("", [artifact.Id], cancellationToken),
        });

    private static AttachmentSource SourceOf(string source) =>
        AttachmentSource.Of(source) ?? throw new BadRequestException($"'{source}' is no file. Give an artifact's id, an http(s) address or a data URL.");

    private async Task<RunState> RunAsync(string text, string[]? sources, RequestOptions how, CancellationToken cancellationToken) => await RunAsync(
        new Request { Text = text, Attachments = await files.ReadAsync((sources ?? []).Select(SourceOf), options.Caller, options.Ceiling, cancellationToken), Options = how },
        cancellationToken);

    /// <summary>Runs a request to its end; when the agent gives up, so does the run.</summary>
    private async Task<RunState> RunAsync(Request request, CancellationToken cancellationToken)
    {
        var id = await (options.Start ?? runs.StartAsync)(request with { User = options.Caller.User }, cancellationToken);
        await using var given = cancellationToken.Register(() => runs.Cancel(id));
        var run = new RunState();
        await foreach (var happened in runs.FollowAsync(journal, id, 0, CancellationToken.None))
        {
            run.Apply(happened);
            options.Progress?.Report(happened);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return run;
    }

    private Task<object> TellAsync(RunState run, CancellationToken cancellationToken) => run.Failure is { } failure && run.Answer.Length == 0
        ? Task.FromResult<object>(Failed(failure.Message))
        : WithFilesAsync(run.Answer, [.. run.Made.Select(file => file.Id)], cancellationToken);

    /// <summary>A text with the files that belong to it: named, and as content where the agent takes that.</summary>
    private async Task<object> WithFilesAsync(string text, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder(Cut(text));
        var contents = new List<AIContent>();
        foreach (var id in ids)
        {
            if (await store.FindAsync(id, cancellationToken) is not { } file)
            {
                continue;
            }

            lines.Append(lines.Length > 0 ? "\n" : "").Append($"File {file.Id}: {file.Name} ({file.MediaType}, {file.Size} bytes)");
            if (options.Media && file.Size <= options.MaxMediaBytes && MediaTypes.ModalityOf(file.MediaType) is Modality.Image or Modality.Audio)
            {
                contents.Add(new DataContent(await File.ReadAllBytesAsync(store.PathOf(file), cancellationToken), file.MediaType) { Name = file.Name });
            }
        }

        return contents.Count == 0 ? lines.ToString() : new List<AIContent>([new TextContent(lines.ToString()), .. contents]);
    }

    // What the agent did wrong is for the agent to read.
    private static async Task<object> AnswerAsync(Func<Task<object>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is BadRequestException or ArtifactException or PlanFormatException)
        {
            return Failed(exception.Message);
        }
    }

    private static string Line(StepState state)
    {
        var needs = state.Step.Dependencies.ToList();
        var model = state.Match is { Candidates: [var best, ..] } ? $"{best.ModelId}{(best.Runnable ? "" : " (can't run here)")}" : "no model";
        return $"{state.Step.Id} {state.Step.Task}{(needs.Count > 0 ? $" (from {string.Join(", ", needs)})" : "")}: {state.Step.Instruction} → {model}. {state.Match?.Reason}";
    }

    private static string Failed(string why) => $"It failed: {why}";

    private string Cut(string text) =>
        text.Length <= options.MaxLength ? text : $"{text[..options.MaxLength]}\n… (cut; {text.Length} characters in all)";
}
