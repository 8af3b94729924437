namespace Planner.Matching;

/// <summary>
/// Ranks short documents of several fields by the words of a query: BM25F in its simple form, S. Robertson and H. Zaragoza, "The
/// Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends in Information Retrieval 3(4), 2009, section 3.6.
/// A term's frequency is summed over the fields, each weighted and divided by its length norm (1 − b) + b · length / average length;
/// the sum f then counts f / (k1 + f) times the term's weight ln(1 + (N − n + 0.5) / (n + 0.5)). The 1 + keeps terms that are in more
/// than half of the documents from counting against them; without it, it is the weight of section 3.1.
/// </summary>
internal sealed class Bm25Index
{
    /// <summary>How slowly a repeated word stops adding; the source (section 3.4) finds 1.2 to 2 good in many collections.</summary>
    public const double K1 = 1.2;

    /// <summary>How much long fields are held against a document; the source (section 3.4) finds 0.5 to 0.8 good.</summary>
    public const double B = 0.75;

    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);
    private readonly int _count;

    /// <summary>Builds the index.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="documents">For each document the terms of each field, in the order of <paramref name="fields"/>.</param>
    public Bm25Index(IReadOnlyList<Bm25Field> fields, IReadOnlyList<IReadOnlyList<string>[]> documents)
    {
        _count = documents.Count;
        double[] averages = [.. fields.Select((_, field) => documents.Count == 0 ? 0 : documents.Average(document => document[field].Count))];
        for (var document = 0; document < documents.Count; document++)
        {
            for (var field = 0; field < fields.Count; field++)
            {
                var terms = documents[document][field];
                if (terms.Count == 0)
                {
                    continue;
                }

                var each = fields[field].Weight / (1 - B + (B * terms.Count / averages[field]));
                foreach (var term in terms)
                {
                    Add(term, document, each);
                }
            }
        }
    }

    /// <summary>
    /// Scores every document, from 0 to 1: its BM25F sum divided by the sum of the weights of those query terms that some document has,
    /// which is the limit that it would reach if each of them occurred endlessly often. So it is the share of the query's known words,
    /// rare ones counting more, that the document accounts for; words that no document has change nothing.
    /// </summary>
    /// <param name="query">The query's terms; repeats count once.</param>
    /// <returns>A score for each document, in their order.</returns>
    public double[] Score(IEnumerable<string> query)
    {
        var scores = new double[_count];
        var limit = 0.0;
        foreach (var term in query.Distinct(StringComparer.Ordinal))
        {
            if (!_postings.TryGetValue(term, out var postings))
            {
                continue;
            }

            var weight = Math.Log(1 + ((_count - postings.Count + 0.5) / (postings.Count + 0.5)));
            limit += weight;
            foreach (var (document, frequency) in postings)
            {
                scores[document] += weight * frequency / (K1 + frequency);
            }
        }

        if (limit > 0)
        {
            for (var document = 0; document < scores.Length; document++)
            {
                scores[document] /= limit;
            }
        }

        return scores;
    }

    private void Add(string term, int document, double frequency)
    {
        if (!_postings.TryGetValue(term, out var postings))
        {
            _postings.Add(term, postings = []);
        }

        // Documents come in order, so a term's last posting is the only one that can be this document's.
        if (postings.Count > 0 && postings[^1].Document == document)
        {
            postings[^1] = new Posting(document, postings[^1].Frequency + frequency);
        }
        else
        {
            postings.Add(new Posting(document, frequency));
        }
    }

    private readonly record struct Posting(int Document, double Frequency);
}
