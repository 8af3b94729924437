using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Runs;

namespace Planner.Tests.Planning.Lexical;

/// <summary>Plans requests over the shipped tasks and writes the plans briefly.</summary>
internal static class Plans
{
    private static readonly Lazy<TaskTaxonomy> Shipped = new(() => TaskTaxonomy.Load(Find("model-catalog/tasks.json")!));

    public static TaskTaxonomy Taxonomy => Shipped.Value;

    public static Request Request(string text, params string[] files) => new()
    {
        Text = text,
        Attachments = [.. files.Select((name, index) =>
            new Attachment($"f{index + 1}", name, new Artifact($"a{index}", name, "application/octet-stream", 0, "")))],
    };

    public static LexicalPlan Draft(string text, params string[] files) => LexicalPlanner.Draft(Request(text, files), Taxonomy);

    /// <summary>One line a step: <c>s1 image-to-text image=@f1</c>, inputs and parameters as the plan writes them.</summary>
    public static string[] Lines(string text, params string[] files) => [.. Draft(text, files).Steps.Select(Line)];

    public static string[] Tasks(string text, params string[] files) => [.. Draft(text, files).Steps.Select(step => step.Task)];

    /// <summary>A file or folder of the repository or beside it, looked for upwards from the test's own folder; null when absent.</summary>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (Path.Exists(found))
            {
                return found;
            }
        }

        return null;
    }

    private static string Line(PlanStep step) => string.Join(' ', [
        step.Id,
        step.Task,
        .. step.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={Text(input.Value)}"),
        .. step.Parameters.Select(parameter => $"{parameter.Key}:{parameter.Value}"),
        .. step.After.Select(id => $"after {id}"),
    ]);

    private static string Text(StepInput input) => input.ToJson() is System.Text.Json.Nodes.JsonArray array
        ? $"[{string.Join(',', array.Select(item => item!.ToString()))}]"
        : input.ToJson()!.ToString();
}
