using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>What the public says of a card.</summary>
internal static class CardQuality
{
    // About what the most used models of the Hub have.
    private const double MostDownloads = 1e8;
    private const double MostLikes = 1e4;

    /// <summary>
    /// How widely a model is used, 0 to 1: the mean of downloads and likes, each on a logarithmic scale, since both are spread over many orders of
    /// magnitude. What is not known is left out; 0 when neither is.
    /// </summary>
    public static double Popularity(ModelCard card)
    {
        var downloads = Share(card.Downloads, MostDownloads);
        var likes = Share(card.Likes, MostLikes);
        return downloads is null ? likes ?? 0 : likes is null ? downloads.Value : (downloads.Value + likes.Value) / 2;
    }

    private static double? Share(long? count, double most) => count is { } known ? Math.Min(1, Math.Log(1 + known) / Math.Log(1 + most)) : null;
}
