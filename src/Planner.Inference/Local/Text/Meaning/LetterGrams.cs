namespace Planner.Inference.Local.Text.Meaning;

/// <summary>How alike two words look: the Dice coefficient of their letter pairs and a common beginning.</summary>
internal static class LetterGrams
{
    private const int Least = 4;

    /// <summary>
    /// 0 to 1. Words that share less than their first three letters, or short ones, are 0: inflected and derived forms of one word begin
    /// alike, while "frog" and "fog" do not.
    /// </summary>
    public static double Likeness(string first, string second)
    {
        if (first == second)
        {
            return 1;
        }

        var common = first.AsSpan().CommonPrefixLength(second);
        if (first.Length < Least || second.Length < Least || common < 3 || common * 2 <= Math.Max(first.Length, second.Length))
        {
            return 0;
        }

        var (pairs, shared) = (new HashSet<(char, char)>(), 0);
        for (var i = 1; i < first.Length; i++)
        {
            pairs.Add((first[i - 1], first[i]));
        }

        var others = new HashSet<(char, char)>();
        for (var i = 1; i < second.Length; i++)
        {
            shared += others.Add((second[i - 1], second[i])) && pairs.Contains((second[i - 1], second[i])) ? 1 : 0;
        }

        return 2.0 * shared / (pairs.Count + others.Count);
    }
}
