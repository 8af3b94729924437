using System.Globalization;
using System.Text.Json;

namespace Planner.Catalog.Import;

/// <summary>
/// Reads cards from JSON lines of three forms, told apart line by line: Planner's own (<c>tasks</c>), HuggingGPT's <c>p0_models.jsonl</c>
/// (<c>task</c>, <c>meta</c>) and APIBench's catalog (<c>domain</c>, <c>functionality</c>). A line that is wrong names itself, and the rest is read.
/// </summary>
public sealed class CardImport(TaskTaxonomy taxonomy, TimeProvider clock)
{
    /// <summary>The version of Planner's own form; a file may state it in a line <c>{"version":1}</c>.</summary>
    public const int Version = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CatalogException">It is not there, is of a newer version, or has no card at all.</exception>
    public ImportedFile Read(string path)
    {
        var cards = new Dictionary<string, ModelCard>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<CatalogProblem>();
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Card(line, path, out var problem) is { } card)
            {
                // The same model under several tasks is one card.
                cards[card.Id] = cards.TryGetValue(card.Id, out var before) ? before with { Tasks = [.. before.Tasks.Union(card.Tasks)] } : card;
            }
            else if (problem.Length > 0)
            {
                problems.Add(new CatalogProblem(path, number, $"'{path}' line {number} {problem}"));
            }
        }

        return cards.Count > 0
            ? new ImportedFile([.. cards.Values], problems)
            : throw new CatalogException(problems is [var first, ..]
                ? $"No line of '{path}' is a model's card. {first.Message}"
                : $"'{path}' has no cards. Each line is a card as JSON, such as {{\"id\":…,\"tasks\":[…],\"description\":…}}.");
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException($"'{path}' can't be read: {exception.Message} Check the name and its permissions.", exception);
        }
    }

    private ModelCard? Card(string line, string path, out string problem)
    {
        problem = "";
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException exception)
        {
            problem = $"is not JSON (byte {exception.BytePositionInLine + 1}). Correct or remove it.";
            return null;
        }

        using (document)
        {
            var json = new ForeignCard(document.RootElement);
            if (json.Number("version") is { } version && !json.Has("id"))
            {
                return version <= Version
                    ? null
                    : throw new CatalogException($"'{path}' has version {version}, made by a newer Planner; this one reads versions up to {Version}. Update this Planner.");
            }

            if (json.Has("tasks"))
            {
                return Own(line, out problem);
            }

            var card = json.Has("domain") || json.Has("functionality") ? ApiBench(json, path) : HuggingGpt(json, path);
            problem = Fault(json, card);
            return problem.Length == 0 ? card : null;
        }
    }

    private ModelCard? Own(string line, out string problem)
    {
        var reader = new ModelCardReader(taxonomy);
        return reader.ReadOne(line, out problem);
    }

    private static string Fault(ForeignCard json, ModelCard? card) =>
        json.Text("id") is null ? "has no id. Give it the model's id on the Hub, such as \"openai/whisper-large-v3\"."
        : card is null ? $"(model '{json.Text("id")}') has no task that tasks.json knows ('{json.Text("task") ?? json.Text("pipeline_tag") ?? json.Text("domain")}'). Correct it, or add the task."
        : FigureCheck.Fault(card);

    // {"downloads","id","likes","pipeline_tag","task","meta":{"language","license","datasets","tags"},"description"}; the members of meta may stand outside.
    private ModelCard? HuggingGpt(ForeignCard json, string path)
    {
        var meta = json.Inner("meta") ?? json;
        return (Task(json.Text("task")) ?? Task(json.Text("pipeline_tag"))) is not { } task ? null : Figured(json, path, new ModelCard
        {
            Id = json.Text("id")!,
            Tasks = [task],
            Description = Short(json.Text("description") ?? FromFacts(task, meta.Texts("datasets"))),
            Languages = [.. meta.Texts("language").Concat(json.Texts("languages")).Select(language => language.ToLowerInvariant()).Distinct()],
            License = meta.Text("license") ?? json.Text("license"),
            Tags = meta.Texts("tags"),
        });
    }

    private ModelCard? ApiBench(ForeignCard json, string path) =>
        json.Texts("domains").Prepend(json.Text("domain") ?? "").Concat(json.Texts("functionality")).Select(Domain).OfType<string>().Distinct().ToList() is { Count: > 0 } tasks
            ? Figured(json, path, new ModelCard
            {
                Id = json.Text("id") ?? json.Text("model_name")!,
                Tasks = tasks,
                Description = Short(json.Text("description") ?? ""),
                Library = json.Text("framework"),
                Tags = json.Texts("functionality"),
            })
            : null;

    private ModelCard Figured(ForeignCard json, string path, ModelCard card)
    {
        var (downloads, likes) = (json.Number("downloads"), json.Number("likes"));
        return downloads is null && likes is null ? card : card with
        {
            Downloads = downloads,
            Likes = likes,
            Figures = new ModelFigures
            {
                Source = $"{Path.GetFileName(path)}, on the day of its import",
                Date = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        };
    }

    private string? Task(string? name) => name is not null && taxonomy.TryGet(name, out var task) ? task.Id : null;

    // "Natural Language Processing Text Generation", "Computer Vision Depth Estimation": the group, then the task with blanks.
    private string? Domain(string domain)
    {
        var words = domain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var skip = 0; skip < words.Length; skip++)
        {
            var name = string.Join('-', words[skip..]).ToLowerInvariant();
            if ((Task(name) ?? Task(Odd(name))) is { } task)
            {
                return task;
            }
        }

        return null;
    }

    private static string? Odd(string name) => name switch
    {
        "text2text-generation" => "text-generation",
        "document-question-answer" => "document-question-answering",
        "graph-machine-learning" => "graph-ml",
        _ => null,
    };

    private static string FromFacts(string task, IReadOnlyList<string> datasets) =>
        $"A model for {task.Replace('-', ' ')}{(datasets.Count > 0 ? $", trained on {string.Join(", ", datasets.Take(5))}" : "")}.";

    private static string Short(string text)
    {
        const int Most = 800;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : string.Concat(line.AsSpan(0, Most - 1), "…");
    }
}
