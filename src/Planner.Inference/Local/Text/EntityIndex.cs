using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>The entities of a context by place. Found once for a context of ordinary length, sentence by sentence for a huge one.</summary>
internal sealed class EntityIndex(string context)
{
    private const int WholeLimit = 30_000;

    private readonly List<EntityMatch>? _all = context.Length <= WholeLimit ? EntityPatterns.Find(context) : null;

    /// <summary>The entities inside a sentence, with offsets into the context.</summary>
    /// <param name="sentence">The span of the sentence.</param>
    public List<EntityMatch> In(TextSpan sentence) => _all is not null
        ? _all.FindAll(e => e.Span.Start >= sentence.Start && e.Span.End <= sentence.End)
        : EntityPatterns.Find(sentence.In(context).ToString())
            .ConvertAll(e => new EntityMatch(e.Kind, new TextSpan(e.Span.Start + sentence.Start, e.Span.End + sentence.Start)));
}
