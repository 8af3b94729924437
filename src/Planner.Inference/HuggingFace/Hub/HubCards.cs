using System.Globalization;
using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>Makes model cards of what the Hub says.</summary>
internal static class HubCards
{
    private const int MostTags = 24;

    /// <summary>The card.</summary>
    /// <param name="model">What the Hub's API says.</param>
    /// <param name="task">Its task in the taxonomy.</param>
    /// <param name="description">What its card says it does; empty: a sentence from the facts.</param>
    /// <param name="host">The Hub, as the source of the figures.</param>
    /// <param name="now">When it was asked.</param>
    public static ModelCard Of(HubModel model, string task, string description, string host, DateTimeOffset now) => new()
    {
        Id = model.Id,
        Tasks = [task],
        Description = description.Length > 0 ? description : FromFacts(model, task),
        Languages = [.. model.Languages.Where(IsLanguage).Distinct()],
        License = model.License,
        Library = model.Library,
        Downloads = model.Downloads,
        Likes = model.Likes,
        Parameters = model.Parameters is > 0 ? model.Parameters : null,
        MaxTokens = model.MaxTokens,
        Tags = [.. model.Tags.Where(tag => tag != task && tag != model.Library && !IsLanguage(tag.ToLowerInvariant())).Take(MostTags)],
        Gated = model.Gated,
        Providers = model.Providers,
        Figures = new ModelFigures { Source = host, Date = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
    };


    private static string FromFacts(HubModel model, string task)
    {
        var from = model.BaseModels.Count > 0 ? $", made from {string.Join(", ", model.BaseModels.Take(3))}" : "";
        var on = model.Datasets.Count > 0 ? $", trained on {string.Join(", ", model.Datasets.Take(5))}" : "";
        return $"A model for {task.Replace('-', ' ')}{from}{on}.";
    }

    private static bool IsLanguage(string tag) => tag is "multilingual" || (tag.Length is 2 or 3 && tag.All(char.IsAsciiLetterLower));
}
