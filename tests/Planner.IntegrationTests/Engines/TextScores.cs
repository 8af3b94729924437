namespace Planner.IntegrationTests.Engines;

/// <summary>How alike two texts are, by the usual measures; 0 to 1.</summary>
internal static class TextScores
{
    private static readonly char[] s_blanks = [' ', '\n', '\r', '\t'];

    /// <summary>Share of the truth's words that stand in the text in the same order: longest common subsequence.</summary>
    public static double Words(string text, string truth)
    {
        var (read, right) = (Split(text), Split(truth));
        var lengths = new int[read.Length + 1, right.Length + 1];
        for (var i = 1; i <= read.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                lengths[i, j] = read[i - 1] == right[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }

        return (double)lengths[read.Length, right.Length] / right.Length;
    }

    /// <summary>One less the character error rate (edit distance by the truth's length), blanks of any kind and number being one.</summary>
    public static double Characters(string text, string truth)
    {
        var (read, right) = (string.Join(' ', Split(text)), string.Join(' ', Split(truth)));
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= read.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= right.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (read[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return Math.Max(0, 1 - ((double)row[right.Length] / right.Length));
    }

    /// <summary>
    /// chrF (Popović 2015): F-score with beta 2 of character n-grams, mean over n = 1 to 6, blanks left out, as sacreBLEU counts one sentence.
    /// </summary>
    public static double ChrF(string text, string truth)
    {
        const int MostLetters = 6;
        const double BetaSquared = 4;
        var (said, right) = (string.Concat(Split(text)), string.Concat(Split(truth)));
        var (precision, recall, orders) = (0.0, 0.0, 0);
        for (var n = 1; n <= MostLetters && n <= Math.Min(said.Length, right.Length); n++)
        {
            var (mine, theirs) = (Grams(said, n), Grams(right, n));
            double common = mine.Sum(gram => Math.Min(gram.Value, theirs.GetValueOrDefault(gram.Key)));
            precision += common / mine.Values.Sum();
            recall += common / theirs.Values.Sum();
            orders++;
        }

        (precision, recall) = orders == 0 ? (0, 0) : (precision / orders, recall / orders);
        return precision + recall == 0 ? 0 : (1 + BetaSquared) * precision * recall / ((BetaSquared * precision) + recall);
    }

    private static Dictionary<string, int> Grams(string text, int n) =>
        Enumerable.Range(0, text.Length - n + 1).Select(i => text.Substring(i, n)).CountBy(gram => gram).ToDictionary();

    private static string[] Split(string text) => text.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
}
