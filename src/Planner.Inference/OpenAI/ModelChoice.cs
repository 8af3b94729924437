using Planner.Catalog;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Which of the listed models is the controller when none is named. What is no chat model by its type, abilities or name is left out, and what is made for
/// something special. Then: those said to keep to a JSON schema, if any are said to; a model of medium tier before a strong one before a light one (by
/// <see cref="ModelTierRule"/>: planning wants sense at a bearable price); on a server that lists dates the newest, otherwise the first, since servers of
/// one's own list what is loaded and routers what is popular; of two made on one day the shorter name.
/// </summary>
internal static class ModelChoice
{
    private static readonly string[] Special =
    [
        "realtime", "audio", "search", "research", "codex", "computer-use", "preview", "guard", "moderation", "instruct-0914", "base", "math", "coder", "ocr", "translate",
    ];

    /// <summary>The chosen one, or null when none is a chat model.</summary>
    public static ListedModel? Choose(IEnumerable<ListedModel> models)
    {
        var chats = models.Where(model => ModelTasks.Of(model).Contains("text-generation")).ToList();
        var plain = chats.Where(model => !Words(model.Id).Any(Special.Contains)).ToList();
        chats = plain.Count > 0 ? plain : chats;
        var keeping = chats.Where(model => model.Schemas == true).ToList();
        chats = keeping.Count > 0 ? keeping : chats;
        var dated = chats.Select(model => model.Created / 86_400).Distinct().Count() > 1;
        return chats
            .Select((model, index) => (model, index))
            .OrderBy(pair => ModelTierRule.FromId(pair.model.Id) switch { ModelTier.Medium => 0, ModelTier.Strong => 1, _ => 2 })
            .ThenByDescending(pair => dated ? pair.model.Created / 86_400 ?? 0 : 0)
            .ThenBy(pair => dated ? pair.model.Id.Length : 0)
            .ThenBy(pair => pair.index)
            .FirstOrDefault().model;
    }

    private static string[] Words(string id) => id.ToLowerInvariant().Split('-', '_', '/', ':', '.', ' ');
}
