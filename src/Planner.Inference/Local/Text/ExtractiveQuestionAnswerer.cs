using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// Answers a question, English or Russian, with words of a context: reads what kind of answer is wanted, ranks the sentences by the words
/// that they share with the question (stems, synonyms, misread words), and takes the best span of that kind. A compound question ("who
/// must pay what and by when") and a list question get every sentence that fits, in document order.
/// </summary>
public static class ExtractiveQuestionAnswerer
{
    private const int MaxSentences = 12;
    private const int MaxKindSentences = 500;
    private const double LeastRelevance = 0.22;
    private const double EquallyGood = 0.93;
    private const double PluralShare = 0.6;
    private const double KindOnlyScore = 0.5;
    private const double Untyped = 0.3;
    private const double WeakReason = 0.6;
    private const double Doubtful = 0.35;
    private const int TitleWords = 8;
    private const AnswerTypes Unmistakable = AnswerTypes.Date | AnswerTypes.Money | AnswerTypes.Percent;

    // A sentence that lacks the rarest word of the question must hold this share of the others, one that has it the lower one.
    private const double MostWords = 0.6;
    private const double FairShare = 0.4;

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question in words.</param>
    /// <param name="context">The text to answer from; scanned text and line breaks are fine.</param>
    /// <param name="maxAnswers">The most answers to return.</param>
    /// <param name="cancellationToken">Ends the search between two sentences.</param>
    /// <returns>Mostly one answer; several for compound and list questions; none when the context does not speak of the question.</returns>
    public static IReadOnlyList<TextAnswer> Answer(string question, string context, int maxAnswers = 20, CancellationToken cancellationToken = default) =>
        [.. AnswerEach(question, context, maxAnswers, cancellationToken).SelectMany(part => part.Answers)];

    /// <summary>Answers each question of a request on its own ("when does it end and how much is it?").</summary>
    /// <param name="question">The request in words; what only instructs is passed over.</param>
    /// <param name="context">The text to answer from; scanned text and line breaks are fine.</param>
    /// <param name="maxAnswers">The most answers to return for each question.</param>
    /// <param name="cancellationToken">Ends the search between two sentences.</param>
    /// <returns>The questions in the order of the request, those without an answer included.</returns>
    public static IReadOnlyList<QuestionAnswers> AnswerEach(string question, string context, int maxAnswers = 20, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(context);
        var sentences = StemmedSentence.Read(context);
        var entities = new EntityIndex(context);
        var parts = new List<QuestionAnswers>();
        IReadOnlyList<QuestionTerm> earlier = [];
        foreach (var part in QuestionParts.Of(question))
        {
            var asked = QuestionReader.Read(part, earlier);
            var named = LabelledLines.Named(context, part, asked);
            parts.Add(new QuestionAnswers(part, [.. (named.Count > 0 ? named : AnswerOne(asked, context, sentences, entities, cancellationToken)).Take(maxAnswers)]));
            earlier = asked.Terms;
        }

        return parts;
    }

    private static List<TextAnswer> AnswerOne(
        Question asked, string context, List<StemmedSentence> sentences, EntityIndex entities, CancellationToken cancellationToken)
    {
        var ranked = SentenceRanker.Rank(asked, sentences, Title(context, sentences), cancellationToken);
        if (ranked.Count == 0)
        {
            return [];
        }

        if (asked.IsCompound)
        {
            var together = CompoundAnswers.Find(context, ranked, entities, asked, cancellationToken);
            if (together.Count > 0)
            {
                return [.. together.Concat(Missing(context, ranked, entities, asked, together, cancellationToken)).OrderBy(answer => answer.Start)];
            }
        }

        List<TextAnswer> answers = [.. Select(Candidates(context, ranked, entities, asked, cancellationToken), asked)];
        var lines = LabelledLines.PartlyNamed(context, asked);
        var sure = answers.Exists(answer => answer.Score >= Doubtful);
        var cutsLabel = asked.Types == AnswerTypes.Phrase && answers.TrueForAll(answer => lines.Exists(line => answer.Start >= line.Start && answer.End <= line.End));
        return lines.Count > 0 && (!sure || cutsLabel) ? lines : answers;
    }

    // "How much must I pay and until when" of a bill: the sum stands in another line than the date.
    private static IEnumerable<TextAnswer> Missing(
        string context, List<RankedSentence> ranked, EntityIndex entities, Question asked, List<TextAnswer> together, CancellationToken cancellationToken)
    {
        bool Holds(AnswerTypes part) => together.Exists(answer => ranked.Exists(r => r.Sentence.Span.Start == answer.SentenceStart
            && TypedSpans.Find(context, r.Sentence, entities.In(r.Sentence.Span), part).Count > 0));
        return asked.Parts.Where(part => (part & Unmistakable) != 0 && !Holds(part))
            .SelectMany(part => Candidates(context, ranked, entities, asked with { Parts = [part] }, cancellationToken) is { Count: > 0 } found
                && found.MaxBy(c => c.Answer.Score).Answer is { Score: >= Doubtful } best ? [best] : Array.Empty<TextAnswer>());
    }

    // What the whole text is about, if its first line only names it: "City library".
    private static int? Title(string context, List<StemmedSentence> sentences) =>
        sentences.Count > 1 && sentences[0].Words.Count <= TitleWords && context[sentences[0].Span.End - 1] is not ('.' or '!' or '?' or '…' or ':' or ';') ? 0 : null;

    private static List<(TextAnswer Answer, RankedSentence Sentence)> Candidates(
        string context, List<RankedSentence> ranked, EntityIndex entities, Question question, CancellationToken cancellationToken)
    {
        var candidates = new List<(TextAnswer, RankedSentence)>();
        if (question.AsksOnlyKind)
        {
            return KindOnly(context, ranked, entities, question, cancellationToken);
        }

        if (question.AsksProhibition)
        {
            return Forbidden(context, ranked, question, cancellationToken);
        }

        foreach (var sentence in ranked.Where(Speaks).OrderByDescending(r => r.Relevance).Take(MaxSentences))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var span = Best(context, sentence, entities, question);
            if (span is { } found)
            {
                var whole = sentence.Sentence.Span;
                var score = Math.Clamp(sentence.Relevance * found.Fit, 0, 1);
                candidates.Add((new TextAnswer(TextWhitespace.Collapse(found.Span.In(context)), found.Span.Start, found.Span.End, score, whole.Start, whole.End), sentence));
            }
        }

        return candidates;
    }

    // One shared word does not make a sentence speak of the matter.
    private static bool Speaks(RankedSentence sentence) =>
        sentence.Relevance >= LeastRelevance && sentence.Covered >= (sentence.HoldsRarest ? FairShare : MostWords);

    // "What is the tenant not allowed to do?": every sentence that forbids, whole, for without its "not" it would say the opposite.
    private static List<(TextAnswer Answer, RankedSentence Sentence)> Forbidden(
        string context, List<RankedSentence> ranked, Question question, CancellationToken cancellationToken)
    {
        var candidates = new List<(TextAnswer, RankedSentence)>();
        foreach (var sentence in ranked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Prohibitions.Holds(context, sentence.Sentence, question))
            {
                var whole = sentence.Sentence.Span;
                var score = Math.Clamp(0.5 + (0.5 * sentence.Relevance), 0, 1);
                candidates.Add((new TextAnswer(TextWhitespace.Collapse(whole.In(context)), whole.Start, whole.End, score, whole.Start, whole.End), sentence with { Own = 1 }));
            }
        }

        return candidates;
    }

    // "What are the deadlines?": every sentence that holds the kind, for there is nothing else to go by.
    private static List<(TextAnswer Answer, RankedSentence Sentence)> KindOnly(
        string context, List<RankedSentence> ranked, EntityIndex entities, Question question, CancellationToken cancellationToken)
    {
        var candidates = new List<(TextAnswer, RankedSentence)>();
        foreach (var sentence in ranked.Take(MaxKindSentences))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var whole = sentence.Sentence.Span;
            foreach (var span in TypedSpans.Find(context, sentence.Sentence, entities.In(whole), question.Types))
            {
                var fit = span.Fit * (question.AsksDeadline && !SpanFit.IsLimit(context, span.Span) ? 0.5 : 1);
                candidates.Add((new TextAnswer(TextWhitespace.Collapse(span.Span.In(context)), span.Span.Start, span.Span.End, KindOnlyScore * fit, whole.Start, whole.End), sentence with { Own = 1 }));
            }
        }

        return candidates;
    }

    private static AnswerSpan? Best(string context, RankedSentence sentence, EntityIndex entities, Question question)
    {
        var types = question.Types;
        if (types.HasFlag(AnswerTypes.YesNo))
        {
            return new AnswerSpan(sentence.Sentence.Span, 1);
        }

        if (types.HasFlag(AnswerTypes.Reason))
        {
            var reason = ClauseSpans.Reason(context, sentence.Sentence, question.AsksSubject);
            return reason is { } found ? new AnswerSpan(found, 1)
                : ClauseSpans.Occasion(context, sentence.Sentence, entities.In(sentence.Sentence.Span)) is { } occasion ? new AnswerSpan(occasion, WeakReason)
                : null;
        }

        if ((types & AnswerTypes.Typed) != 0)
        {
            var typed = TypedSpans.Find(context, sentence.Sentence, entities.In(sentence.Sentence.Span), types)
                .ConvertAll(s => s with { Fit = SpanFit.Of(context, sentence, s, question) })
                .FindAll(s => s.Fit > 0);
            if (typed.Count > 0)
            {
                var best = typed.MaxBy(s => s.Fit);
                var span = SpanFit.Widened(context, sentence, best.Span, typed, question);
                return best with { Span = question.AsksDeadline ? SpanFit.WithAnchor(context, span) : question.AsksEnd ? span : DateRanges.Around(context, span, entities.In(sentence.Sentence.Span)) };
            }

            // Names are missed by their looks; a sum or a date is there or it is not.
            return (types & (AnswerTypes.Party | AnswerTypes.Organization | AnswerTypes.Place)) != 0 ? Fallback(context, sentence, question) : null;
        }

        return sentence.FirstHit < 0 ? null : new AnswerSpan(ClauseSpans.Phrase(context, sentence, question), 1);
    }

    private static AnswerSpan? Fallback(string context, RankedSentence sentence, Question question) =>
        sentence.FirstHit < 0 ? null : new AnswerSpan(ClauseSpans.Phrase(context, sentence, question), Untyped);

    private static IEnumerable<TextAnswer> Select(List<(TextAnswer Answer, RankedSentence Sentence)> candidates, Question question)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        var best = candidates.MaxBy(c => c.Answer.Score);
        return candidates
            .Where(c => c == best || BelongsWith(c, best, question))
            .OrderBy(c => c.Answer.Start)
            .Select(c => c.Answer);
    }

    // Another sentence answers as well when it shares as much with the question and its span fits about as well.
    private static bool BelongsWith((TextAnswer Answer, RankedSentence Sentence) other, (TextAnswer Answer, RankedSentence Sentence) best, Question question)
    {
        if (question.AsksProhibition)
        {
            return true;
        }

        var share = question.IsPlural ? PluralShare : EquallyGood;
        var different = !string.Equals(other.Answer.Text, best.Answer.Text, StringComparison.OrdinalIgnoreCase);
        return different && other.Sentence.Own > 0 && other.Sentence.Own >= best.Sentence.Own * share && other.Answer.Score >= best.Answer.Score * (share - 0.1);
    }
}
