using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Chat;
using Planner.Matching;
using Planner.Planning.Lexical;
using Planner.Prompts;
using Planner.Runs;
using Planner.Values;

namespace Planner.Planning;

/// <summary>
/// Writes the controller LLM's prompts, <c>prompts/plan.hbs</c> and <c>plan-request.hbs</c>: the tasks, solved examples, and the request.
/// Files are told by name, type and size. What does not fit the model is left out in the order examples, tasks that the request does
/// not need, the middle of the request; an event says so.
/// </summary>
public sealed class PlanPrompt(PromptLibrary prompts, PlanExamples examples, IModelSearch search, TokenCounter counter, IOptions<ControllerOptions> options)
{
    /// <summary>The smallest context that a plan can be asked in, in tokens.</summary>
    public const int LeastTokens = 1500;

    private const string SchemaFile = "plan.schema.json";
    private const int ReplyTokens = 2000;
    private const int HistoryTurns = 4;
    private const int TurnCharacters = 600;
    private const int MostTokens = 24_000;
    private readonly Lazy<JsonObject> _schema = new(() => Schema(prompts));

    /// <summary>The form of reply to ask for: a schema with the tasks by name.</summary>
    /// <exception cref="PromptException">The schema's file is missing or malformed.</exception>
    public ChatResponseFormat FormatFor(TaskTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var schema = _schema.Value.DeepClone();
        var task = schema["properties"]?["steps"]?["items"]?["properties"]?["task"] as JsonObject
            ?? throw new PromptException($"'{prompts.Find(SchemaFile)}' has no properties.steps.items.properties.task, where the tasks' names go. Correct it, or remove yours for the shipped one.");
        task["enum"] = new JsonArray([.. Plannable(taxonomy).Select(task => (JsonNode)task.Id)]);
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return ChatResponseFormat.ForJsonSchema(document.RootElement.Clone(), "plan", "The steps that do what the request asks for.");
    }

    /// <summary>Writes the messages.</summary>
    /// <param name="context">What to plan, or to plan anew.</param>
    /// <param name="contextTokens">How many tokens prompt and reply may have together.</param>
    /// <param name="modelId">The model, whose own counts correct the estimate; null: as estimated.</param>
    public IList<ChatMessage> Write(PlanningContext context, int contextTokens, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        int Tokens(string text) => counter.Count(text, modelId);
        var room = Math.Min(Math.Max(contextTokens - Math.Min(ReplyTokens, contextTokens / 3), LeastTokens / 2), MostTokens);
        var fixedPart = Render([], []);
        var (request, cut) = Fit(context.Request.Text, Math.Max((room - Tokens(fixedPart)) / 2, 200), Tokens);
        var asked = Asked(context, request);
        var left = room - Tokens(fixedPart) - Tokens(asked);
        var tasks = Fitting(Ranked(context), task => Tokens(Line(task)), ref left, Share.MostOfIt);
        var shown = Fitting(Examples(context, tasks), example => Tokens(example.Request) + Tokens(PlanText.Write(example.Plan.Steps)) + 20, ref left, Share.All);
        if (cut > 0)
        {
            context.Report(new ContextTrimmed { Section = "request", Tokens = cut });
        }

        if (tasks.Count < Plannable(context.Taxonomy).Count())
        {
            context.Report(new ContextTrimmed { Section = "tasks", Tokens = Plannable(context.Taxonomy).Except(tasks).Sum(task => Tokens(Line(task))) });
        }

        return [new(ChatRole.System, Render(context.Taxonomy.Tasks.Where(tasks.Contains), shown)), new(ChatRole.User, asked)];
    }

    /// <summary>How many tokens prompt and reply of a model may have together, as far as is known by now.</summary>
    internal int RoomOf(ChatModel model) => counter.LimitOf(model);

    /// <summary>About how many tokens a prompt has.</summary>
    internal int Measure(IEnumerable<ChatMessage> messages, string? modelId = null) => messages.Sum(message => counter.Count(message.Text, modelId));

    /// <summary>Takes in what an endpoint counted for a prompt.</summary>
    internal void Learn(string modelId, IEnumerable<ChatMessage> messages, long reported) => counter.Learn(modelId, Measure(messages), reported);

    private enum Share
    {
        MostOfIt,
        All,
    }

    private string Render(IEnumerable<TaskType> tasks, IEnumerable<PlanExample> shown) => prompts.Render("plan", new
    {
        tasks = tasks.Select(Line).ToList(),
        examples = shown.Select(example => new
        {
            request = example.Request,
            files = string.Join(", ", example.Files.Select(file => $"{file.Id} {file.Name}")),
            plan = PlanText.Write(example.Plan.Steps),
        }).ToList(),
    });

    private string Asked(PlanningContext context, string request)
    {
        var revision = context.Revision;
        return prompts.Render("plan-request", new
        {
            request,
            files = string.Join('\n', context.Request.Attachments.Concat(context.NamedFiles).Select(file => $"{file.Id}: {file.Name} ({file.Artifact.MediaType}, {file.Artifact.Size} bytes)")),
            hasFiles = context.Request.Attachments.Count + context.NamedFiles.Count > 0,
            history = Told(context.Request.History),
            hasHistory = context.Request.History.Count > 0,
            isRevision = revision is not null,
            why = revision?.Why ?? "",
            standing = PlanText.Write(revision?.Standing ?? []),
            hasStanding = revision?.Standing.Count > 0,
            results = (revision?.Results ?? new Dictionary<string, string>()).Select(pair => new { id = pair.Key, text = pair.Value }).ToList(),
            givenUp = PlanText.Write(revision?.GivenUp ?? []),
            hasGivenUp = revision?.GivenUp.Count > 0,
            problems = string.Join('\n', revision?.Problems ?? []),
            hasProblems = revision?.Problems.Count > 0,
        });
    }

    // The last turns, cut: what "it" in the request may mean.
    private static string Told(IReadOnlyList<PastTurn> history) => string.Join("\n\n", history.TakeLast(HistoryTurns)
        .Select(turn => $"User: {Cut(turn.Asked)}\nAnswer: {Cut(turn.Answered)}"));

    private static string Cut(string text) => text.Length <= TurnCharacters ? text : text[..TurnCharacters] + "…";

    /// <summary>As many as fit, in the order given.</summary>
    private static List<T> Fitting<T>(IEnumerable<T> candidates, Func<T, int> tokens, ref int left, Share share)
    {
        var chosen = new List<T>();
        var room = share == Share.All ? left : left * 4 / 5;
        foreach (var candidate in candidates)
        {
            var size = tokens(candidate);
            if (size > room)
            {
                break;
            }

            chosen.Add(candidate);
            (room, left) = (room - size, left - size);
        }

        return chosen;
    }

    /// <summary>The tasks, those that the request could need first: what the embedded controller sees in it, what takes its files, what shares its words.</summary>
    private static IEnumerable<TaskType> Ranked(PlanningContext context)
    {
        var tasks = Plannable(context.Taxonomy).ToList();
        var drafted = LexicalPlanner.Draft(context.Request with { Options = context.Request.Options with { PlanOnly = true } }, context.Taxonomy)
            .Steps.Select(step => step.Task).ToHashSet(StringComparer.Ordinal);
        var index = new Bm25Index([new Bm25Field("task", 1)], [.. tasks.Select(IReadOnlyList<string>[] (task) => [SearchTerms.Of($"{task.Id} {string.Join(' ', task.Aliases)} {task.Description}")])]);
        var scores = index.Score(SearchTerms.Of(context.Request.Text));
        var files = context.Request.Attachments.Concat(context.NamedFiles).Select(file => Artifacts.MediaTypes.ModalityOf(file.Artifact.MediaType)).Distinct().ToList();
        return tasks
            .Select((task, place) => (task, Score: scores[place] + (drafted.Contains(task.Id) ? 1 : 0) + (files.Any(file => task.Inputs.Any(slot => slot.Accepts.Contains(file))) ? 0.2 : 0)))
            .OrderByDescending(pair => pair.Score)
            .Select(pair => pair.task);
    }

    // An example is no use when its tasks are not on the list, and misleads when nothing here can run them.
    private IEnumerable<PlanExample> Examples(PlanningContext context, List<TaskType> tasks)
    {
        var listed = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var runnable = new Dictionary<string, bool>(StringComparer.Ordinal);
        bool CanRun(string task) => listed.Contains(task) && (runnable.TryGetValue(task, out var known) ? known : runnable[task] = search.Search(
            new ModelQuery { Task = task, RunnableOnly = true, Limit = 1, Ceiling = context.Request.Options.Egress }).Count > 0);
        return examples.Nearest(context.Request.Text).Where(example => example.Plan.Steps.All(step => CanRun(step.Task))).Take(options.Value.Examples);
    }

    private static IEnumerable<TaskType> Plannable(TaskTaxonomy taxonomy) => taxonomy.Tasks.Where(task => task.Plannable);

    private static string Line(TaskType task)
    {
        var inputs = string.Join(", ", task.Inputs.Select(slot => $"{slot.Name}{(slot.Optional ? "?" : "")}: {string.Join("|", slot.Accepts.Select(modality => modality.Name()))}{(slot.Many ? "[]" : "")}"));
        var parameters = task.Parameters.Count == 0 ? "" : $" Parameters: {string.Join(", ", task.Parameters.Select(parameter => parameter.Name))}.";
        return $"{task.Id} ({inputs}) -> {task.Output.Name()}. {task.Description}{parameters}";
    }

    /// <summary>The beginning and the end of a text too long for the room, and how many tokens were left out.</summary>
    private static (string Text, int Cut) Fit(string text, int tokens, Func<string, int> count)
    {
        var size = count(text);
        if (size <= tokens)
        {
            return (text, 0);
        }

        var keep = (int)((long)text.Length * tokens / size);
        return ($"{text[..(keep * 2 / 3)]}\n[… {size - tokens} tokens left out …]\n{text[^(keep / 3)..]}", size - tokens);
    }

    private static JsonObject Schema(PromptLibrary prompts)
    {
        var path = prompts.Find(SchemaFile) ?? throw new PromptException("There is no 'plan.schema.json' among the prompts. Restore the folder, or set Planner:Prompts:Folder.");
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            throw new PromptException($"'{path}' is no JSON schema: {exception.Message} Correct it.", exception);
        }
    }
}
