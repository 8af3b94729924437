using System.Text.Json.Nodes;
using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>Reads the settings that a clause names.</summary>
internal static class ParameterReader
{
    /// <summary>
    /// The languages that a clause wants a translation in ("into French and Spanish"; the request's own when it names none), and the
    /// one that it comes from, when that is said.
    /// </summary>
    public static (IReadOnlyList<string> Targets, string? Source) Languages(RequestText request, Ask ask)
    {
        var targets = new List<string>();
        string? source = null;
        string? loose = null;
        var last = -1;
        var words = request.Words;
        for (var i = ask.First; i <= Math.Min(ask.Last, words.Count - 1); i++)
        {
            if (LanguageNames.CodeOf(words[i].Lower) is not { } code)
            {
                continue;
            }

            var before = i > 0 ? words[i - 1] : default;
            // "Into French, Spanish and German": what follows a target with nothing but "and" or a comma between is one, too.
            var listed = last >= 0 && Enumerable.Range(last + 1, i - last - 1).All(place => words[place].Is(WordClass.And));
            if (before.Lower is "into" or "to" or "in" or "на" or "по" || listed)
            {
                targets.Add(code);
                last = i;
            }
            else if (before.Lower is "from" or "с" or "со")
            {
                source = code;
            }
            else
            {
                loose = code;
            }
        }

        if (targets.Count == 0)
        {
            return ([loose ?? request.Language], source);
        }

        return ([.. targets.Distinct()], source ?? (loose is null || targets.Contains(loose) ? null : loose));
    }

    /// <summary>The classes that a request names, such as "billing, delivery or praise".</summary>
    public static JsonArray? Labels(RequestText request, Ask ask)
    {
        var words = request.Words;
        var start = -1;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Is(WordClass.Choice) && (start < 0 || (i >= ask.First && i <= ask.Last)))
            {
                start = i;
            }
        }

        return start < 0 ? null : new JsonArray([.. ChoiceFinder.Items(words, start).Select(item =>
            (JsonNode?)JsonValue.Create(request.Slice(item.First, item.Last)))]);
    }

    /// <summary>Whether a task has a parameter.</summary>
    public static bool Has(TaskType task, string name) => task.Parameters.Any(parameter => parameter.Name == name);
}
