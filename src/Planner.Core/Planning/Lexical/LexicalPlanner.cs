using System.Runtime.CompilerServices;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Runs;

namespace Planner.Planning.Lexical;

/// <summary>
/// The embedded controller: plans requests in English and Russian from cue words, files and the types of tasks, without any model.
/// The way: words (<see cref="RequestReader"/>), cues that fit (<see cref="CueIndex"/>), those that are meant
/// (<see cref="MentionChooser"/>, <see cref="Negation"/>), what is asked (<see cref="AskFinder"/>), in which order
/// (<see cref="AskOrder"/>), what feeds what (<see cref="FlowBuilder"/>).
/// </summary>
public sealed class LexicalPlanner : IPlanner
{
    private readonly LexicalParts _parts = LexicalParts.All;

    /// <summary>Makes the planner.</summary>
    public LexicalPlanner()
    {
    }

    /// <summary>Makes one of some parts only, to measure what the others are worth.</summary>
    internal LexicalPlanner(LexicalParts parts) => _parts = parts;

    /// <inheritdoc/>
    public string Name => "embedded";

    /// <summary>Plans a request.</summary>
    /// <param name="request">The request. Files that it names but did not bring count as attachments, with ids after the last.</param>
    /// <param name="taxonomy">The tasks that may be planned. Its cues are read once.</param>
    /// <exception cref="CatalogException">A cue of the taxonomy can't be read.</exception>
    public static LexicalPlan Draft(Request request, TaskTaxonomy taxonomy) => Draft(request, taxonomy, LexicalParts.All);

    /// <summary>Plans with some parts only, see <see cref="LexicalParts"/>.</summary>
    internal static LexicalPlan Draft(Request request, TaskTaxonomy taxonomy, LexicalParts parts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(taxonomy);
        return Connect(request, taxonomy, Read(request, taxonomy, parts));
    }

    /// <inheritdoc/>
    /// <exception cref="BadRequestException">The request names a file that is not attached, and is not only to be planned.</exception>
    public async IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var wishes = Read(context.Request, context.Taxonomy, _parts);
        if (context.CanRunAsync is { } canRun)
        {
            await RunnableTwin.ApplyAsync(wishes.Text, context.Taxonomy, wishes.Asks, canRun, cancellationToken).ConfigureAwait(false);
        }

        var plan = Connect(context.Request, context.Taxonomy, wishes);
        context.Confidence = plan.Confidence;
        if (plan.NamedFiles is [var missing, ..] && !context.Request.Options.PlanOnly)
        {
            throw new BadRequestException($"The request speaks of '{missing.Name}', and no such file is attached. Attach it, or quote the name if it is not meant as a file.");
        }

        foreach (var file in plan.NamedFiles)
        {
            context.NamedFiles.Add(file);
        }

        foreach (var used in plan.Evidence)
        {
            context.Used.Add(used);
        }

        foreach (var step in plan.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return step;
        }
    }

    /// <summary>From the request to what it asks for.</summary>
    internal static Wishes Read(Request request, TaskTaxonomy taxonomy, LexicalParts parts)
    {
        var index = CueIndex.Of(taxonomy);
        var text = RequestReader.Read(request, parts);
        text = text.Has(LexicalParts.Spelling) ? Spelling.Of(taxonomy).Correct(text) : text;
        var material = Material.Of(text);
        var chooser = new MentionChooser(text, material);
        var mentions = chooser.Choose(index.Find(text));
        var wanted = text.Has(LexicalParts.Negation) ? Negation.Apply(text, mentions) : mentions;
        var review = text.Has(LexicalParts.Trained) ? new WishReview(text, material, taxonomy, [.. mentions.Except(wanted).Select(pair => pair.Mention)]) : null;
        var asks = new AskFinder(text, material, taxonomy, review).Find(wanted, text.Has(LexicalParts.Results) ? index.Results.Find(text) : []);
        var guessed = asks.Count == 0;
        if (guessed)
        {
            asks.AddRange(Fallback.For(text, material, taxonomy));
        }

        var evidence = guessed ? [] : asks.Select(ask => Evidence(text, ask)).ToList();
        var signals = new PlanSignals
        {
            Tasks = asks.Count,
            Weakest = guessed ? 0 : asks.Min(ask => ask.Score),
            Guessed = guessed,
            Unexplained = guessed ? 1 : 1 - Explained.Share(text, asks),
            Rivals = chooser.Rivals,
            Words = text.Words.Count,
        };
        asks = text.Has(LexicalParts.Sisters) && !guessed ? TaskFit.Apply(text, taxonomy, asks) : asks;
        return new Wishes(text, material, asks, evidence, signals);
    }

    // From what is asked for to steps.
    private static LexicalPlan Connect(Request request, TaskTaxonomy taxonomy, Wishes wishes)
    {
        var (text, material, asks, evidence, signals) = wishes;
        asks = text.Has(LexicalParts.Order) && !signals.Guessed ? AskOrder.Apply(text, material, asks) : asks;
        asks = TableSources.Apply(text, taxonomy, asks);
        var flow = new FlowBuilder(text, taxonomy);
        var steps = flow.Build(asks);
        signals = signals with { Unused = flow.Unused, PutIn = flow.PutIn };
        return new LexicalPlan(steps, PlanConfidence.Of(signals), evidence) { NamedFiles = Named(request, text), Signals = signals };
    }

    private static List<Attachment> Named(Request request, RequestText text) =>
    [
        .. text.Files.Skip(request.Attachments.Count)
            .Select(file => new Attachment(file.Id, file.Name, new Artifact("", file.Name, MediaTypes.FromName(file.Name) ?? MediaTypes.Unknown, 0, ""))),
    ];

    private static string Evidence(RequestText text, Ask ask) =>
        $"\"{(ask.Mention is { } mention ? text.Slice(mention.First, mention.Last) : text.Slice(ask.First, ask.Last))}\" → {ask.Task.Id}";

    internal sealed record Wishes(RequestText Text, Material Material, List<Ask> Asks, IReadOnlyList<string> Evidence, PlanSignals Signals);
}
