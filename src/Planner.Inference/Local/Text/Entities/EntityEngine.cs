using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local.Text.Entities;

/// <summary>Labels names, dates, sums and addresses in a text; no program needed.</summary>
internal sealed class EntityEngine(ArtifactStore store)
    : BuiltInTextEngine("local/entities", "token-classification", "PER, LOC, ORG, DATE, MONEY, EMAIL, PHONE, URL, English and Russian", store)
{
    // How ValueText puts the words of spans together.
    private const int Separator = 2;

    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", Store, cancellationToken);
        if (text.Text.Length > EntityFinder.MaxLength)
        {
            throw EngineException.BadInput(
                $"The 'text' of step {request.Step.Id} has {text.Text.Length} characters; local/entities reads at most {EntityFinder.MaxLength}.",
                "Split it, or give the part that matters.");
        }

        var spans = new JsonArray();
        var sources = new List<ValueSource>();
        var offset = 0;
        foreach (var entity in await Task.Run(() => EntityFinder.Find(text.Text, cancellationToken), cancellationToken))
        {
            var word = entity.Span.In(text.Text).ToString();
            spans.Add(new JsonObject
            {
                ["entity_group"] = entity.Group,
                ["word"] = word,
                ["start"] = entity.Span.Start,
                ["end"] = entity.Span.End,
                ["score"] = StructuredResults.Rounded(entity.Score),
            });
            sources.AddRange(SourceMap.Of(text, entity.Span, new TextSpan(offset, offset + word.Length)));
            offset += word.Length + Separator;
        }

        return InferenceResult.Success(new StructuredValue(Modality.Spans, StructuredResults.Element(spans)) { Sources = sources });
    }
}
