using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>How well a span names the holder of the role that is asked ("who is the buyer's director", "кто директор покупателя").</summary>
internal static class RoleFit
{
    private const double StepCost = 0.25;
    private const double OthersShare = 0.4;

    /// <summary>0 to 1: 1 for the name right beside the role word, if that is the role of whom the question names; null when the sentence has no such word.</summary>
    /// <param name="ranked">The sentence.</param>
    /// <param name="first">The first word of the span.</param>
    /// <param name="last">Its last word.</param>
    /// <param name="question">A question with a role.</param>
    public static double? Of(RankedSentence ranked, int first, int last, Question question)
    {
        double? best = null;
        var words = ranked.Sentence.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Stem != question.RoleStem || (i >= first && i <= last))
            {
                continue;
            }

            var steps = (i < first ? first - i : i - last) - 1;
            var fit = (IsOwned(words, i, question) ? 1 : OthersShare) / (1 + (StepCost * steps));
            best = Math.Max(best ?? 0, fit);
        }

        return best;
    }

    // "Директор покупателя", "покупатель АО «Вектор» в лице директора": the owner follows the role or is the last party named before it.
    private static bool IsOwned(IReadOnlyList<SentenceWord> words, int role, Question question)
    {
        bool Owner(int i) => question.Terms.Any(t => t.Stem != question.RoleStem && TermMatch.Likeness(t.Stem, words[i].Stem) > 0);
        if (role + 1 < words.Count && Owner(role + 1))
        {
            return true;
        }

        for (var i = role - 1; i >= 0; i--)
        {
            if (Owner(i))
            {
                return true;
            }

            if (words[i].Stem != question.RoleStem && RoleNouns.ContainsStem(words[i].Stem))
            {
                return false;
            }
        }

        return true;
    }
}
