using Planner.Inference.Local.Text.Meaning;
using Planner.Inference.Local.Text.Sentiment;

namespace Planner.Inference.Local.Text.Topics;

/// <summary>
/// Sorts a text under labels that it has never seen: by the words of the label in the text, by words that mean the same, by the topics that
/// the label names and the text shows, and by praise and blame for labels that ask for it.
/// </summary>
internal static class LabelScorer
{
    private const double SaidWeight = 2;
    private const double AlikeWeight = 1.1;
    private const double SignWeight = 1;
    private const double AttitudeWeight = 3;

    // A name that many topics share ("problem") must not pull them all in alike.
    private const double MostSigns = 6;
    private const double Sharpness = 1.1;
    private const int MostWords = 2000;

    /// <summary>The likelihood of each label, in their order: they add up to 1, or, when several may be true, each is from 0 to 1 by itself.</summary>
    public static double[] Score(string text, IReadOnlyList<string> labels, bool severalMayBeTrue)
    {
        var words = MeaningWord.Read(text).Where(word => !word.IsStop && !word.IsNegation).Take(MostWords).DistinctBy(word => word.Stem).ToArray();
        var sentiment = new Lazy<SentimentScores>(() => SentimentAnalyzer.Analyze(text));
        var read = labels.Select(label => MeaningWord.Read(label).Where(word => !word.IsStop || MeaningWord.Read(label).Count == 1).ToArray()).ToArray();
        var common = read.Length < 2 ? [] : read.Aggregate(read[0].Select(word => word.Stem), (shared, label) => shared.Intersect(label.Select(word => word.Stem))).ToHashSet();
        var scores = read.Select(label => One(label, common, words, sentiment, text)).ToArray();
        return severalMayBeTrue ? Array.ConvertAll(scores, score => 1 / (1 + Math.Exp(-(Sharpness * score) + 2))) : Softmax(scores);
    }

    private static double One(MeaningWord[] label, HashSet<string> common, MeaningWord[] words, Lazy<SentimentScores> sentiment, string text)
    {
        var own = label.Where(word => !common.Contains(word.Stem) && !word.IsNegation).ToArray();
        var (sum, weights) = (0.0, 0.0);
        foreach (var word in own)
        {
            // The rarer a name among the topics, the more it says.
            var topics = TopicLexicon.Topics.Where(topic => topic.Names.Contains(word.Stem)).ToArray();
            var weight = 1 / Math.Sqrt(Math.Max(1, topics.Length));
            var signs = words.Where(found => topics.Any(topic => topic.Signs.Contains(found.Stem))).Sum(found => TopicLexicon.Weight(found.Stem));
            var said = words.Any(found => found.Stem == word.Stem) ? SaidWeight
                : words.Select(found => SentenceComparer.Likeness(word, found)).DefaultIfEmpty().Max() * AlikeWeight;
            sum += weight * (said + (SignWeight * Math.Min(MostSigns, signs)) + Attitude(word, sentiment) + Asks(topics, text));
            weights += weight;
        }

        return weights <= 0 ? 0 : sum / Math.Sqrt(weights);
    }

    private static double Attitude(MeaningWord word, Lazy<SentimentScores> sentiment) => TopicLexicon.Attitude(word.Stem) switch
    {
        1 => AttitudeWeight * sentiment.Value.Positive,
        -1 => AttitudeWeight * sentiment.Value.Negative,
        0 => AttitudeWeight * sentiment.Value.Neutral,
        _ => 0,
    };

    private static double Asks(Topic[] topics, string text) =>
        text.Contains('?', StringComparison.Ordinal) && topics.Any(topic => topic.Names.Contains("question")) ? SignWeight : 0;

    private static double[] Softmax(double[] scores)
    {
        var best = scores.Max();
        var powers = Array.ConvertAll(scores, score => Math.Exp(Sharpness * (score - best)));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
