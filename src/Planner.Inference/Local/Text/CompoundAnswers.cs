using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Answers questions with several question words: every sentence that holds all the wanted kinds together is one answer.</summary>
internal static class CompoundAnswers
{
    private const double OverlapFloor = 0.2;

    // Entities are looked for in this many sentences at most, so that a huge context stays fast.
    private const int MaxSentences = 300;

    /// <summary>Lists the answers in document order.</summary>
    public static List<TextAnswer> Find(string context, List<RankedSentence> all, EntityIndex entities, Question question, CancellationToken cancellationToken)
    {
        var ranked = all.Where(r => Speaks(context, r, question)).OrderByDescending(r => r.Own).Take(MaxSentences).OrderBy(r => r.Index).ToList();
        var held = ranked.ConvertAll(r =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Held(context, r, entities, question);
        });
        var most = held.DefaultIfEmpty().Max();
        if (most == 0)
        {
            return [];
        }

        var wanted = question.Parts.Count(p => (p & AnswerTypes.Typed) != 0);
        var best = ranked.Where((r, i) => held[i] == most).Select(r => r.Own).DefaultIfEmpty().Max();
        var answers = new List<TextAnswer>();
        for (var i = 0; i < ranked.Count; i++)
        {
            // Where the question's own words are found, they decide; else what must be done does.
            var fits = best < OverlapFloor || ranked[i].Own >= Math.Max(OverlapFloor, best * 0.5);
            if (held[i] != most || !fits)
            {
                continue;
            }

            var span = ranked[i].Sentence.Span;
            var complete = wanted == 0 ? 1 : (double)most / wanted;
            var score = Math.Clamp(complete * (0.5 + (0.5 * Math.Min(1, ranked[i].Relevance))), 0, 1);
            answers.Add(new TextAnswer(TextWhitespace.Collapse(span.In(context)), span.Start, span.End, score, span.Start, span.End));
        }

        return answers;
    }

    // How many of the wanted kinds the sentence holds.
    private static int Held(string context, RankedSentence ranked, EntityIndex entities, Question question)
    {
        var inside = entities.In(ranked.Sentence.Span);
        var held = 0;
        foreach (var part in question.Parts)
        {
            if ((part & AnswerTypes.Typed) != 0)
            {
                held += TypedSpans.Find(context, ranked.Sentence, inside, part).Count > 0 || (part.HasFlag(AnswerTypes.Party) && HasSubject(context, ranked.Sentence)) ? 1 : 0;
            }
            else if (part == AnswerTypes.Reason)
            {
                held += ClauseSpans.Reason(context, ranked.Sentence) is null ? 0 : 1;
            }
        }

        return held;
    }

    // Anything said to be bound: a word of content before "must", "обязан", in the same clause.
    private static bool HasSubject(string context, StemmedSentence sentence)
    {
        var content = false;
        var end = sentence.Span.Start;
        foreach (var word in sentence.Words)
        {
            content &= !context.AsSpan(end, Math.Max(0, word.Span.Start - end)).ContainsAny(',', ';', ':');
            end = word.Span.End;
            if (content && QuestionWords.IsObligation(word.Span.In(context)))
            {
                return true;
            }

            content |= !word.IsStop;
        }

        return false;
    }

    private static bool Speaks(string context, RankedSentence ranked, Question question) =>
        ranked.Own >= OverlapFloor || (question.AsksObligation && ranked.Sentence.Words.Any(w => QuestionWords.IsObligation(w.Span.In(context))));
}
