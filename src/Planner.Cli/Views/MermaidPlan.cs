using System.Globalization;
using System.Text;
using Planner.Planning;

namespace Planner.Cli.Views;

/// <summary>A plan as a Mermaid flowchart, with the attachments that it reads.</summary>
internal static class MermaidPlan
{
    private const int MaxLabel = 60;

    /// <summary>Writes <c>flowchart TD</c>. Node ids are numbered, labels quoted and escaped: nothing in a plan can become syntax.</summary>
    public static string Write(Plan plan, IReadOnlyDictionary<string, string> attachments)
    {
        var text = new StringBuilder("flowchart TD\n");
        var used = plan.Steps.SelectMany(step => step.Dependencies).ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, name) in attachments.Where(pair => used.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            ids[id] = Node("f", ids.Count);
            text.Append(CultureInfo.InvariantCulture, $"    {ids[id]}[/\"{Label(name)}\"/]\n");
        }

        foreach (var step in plan.Steps)
        {
            ids[step.Id] = Node("n", ids.Count);
            var label = step.Instruction.Length == 0 ? "" : $"<br/>{Label(step.Instruction)}";
            text.Append(CultureInfo.InvariantCulture, $"    {ids[step.Id]}[\"{Label(step.Id)} {Label(step.Task)}{label}\"]\n");
        }

        foreach (var step in plan.Steps)
        {
            foreach (var from in step.Dependencies.Where(ids.ContainsKey))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {ids[from]} --> {ids[step.Id]}\n");
            }
        }

        return text.ToString();
    }

    private static string Node(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1}");

    // Entity codes, which Mermaid knows inside quotes; letters of any script stay.
    private static string Label(string label)
    {
        var text = new StringBuilder();
        foreach (var c in Line.Fit(TerminalText.OneLine(label), MaxLabel))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c > '~' || c is ' ' or '-' or '_' or '.' or ',' or ':' or '?' or '!' or '\'' or '(' or ')' or '/' or '+')
            {
                text.Append(c);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            }
        }

        return text.ToString();
    }
}
