using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Chat;
using Planner.Planning;
using Planner.Prompts;
using Planner.Runs;

namespace Planner.Matching;

/// <summary>
/// Asks the controller LLM which of several about equally good models shall do each of some steps: one call for all, in which it sees the best few cards of
/// each. It can only choose among these; an id that was not offered is passed over. When it fails or takes too long, the catalog's choice stands.
/// </summary>
internal sealed class LlmModelChooser(
    PromptLibrary prompts,
    TokenCounter counter,
    ModelCatalog catalog,
    IOptions<MatchingOptions> options,
    IOptions<ControllerOptions> controller,
    MeasuredChat measured,
    TimeProvider clock,
    ILogger<LlmModelChooser> logger,
    ChatModel? model = null)
{
    // A card says what it is for in its first sentences.
    private const int LongestCard = 400;
    private const int ShortestCard = 80;
    private const int LongestInstruction = 600;

    /// <summary>Whether the best models of a step are so close that the controller's word counts, and it may see the request.</summary>
    public bool IsOpen(ModelMatch match, Request request)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(request);
        return model is not null && (request.Options.Controller ?? controller.Value.Mode) != ControllerMode.Embedded && options.Value.CloseScores > 0
            && model.Egress <= request.Options.Egress && Offered(match).Count > 1;
    }

    /// <summary>Asks; never throws but when cancelled.</summary>
    public async Task<ChosenModels> ChooseAsync(IReadOnlyList<OpenChoice> open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (model is null || Prompt(open) is not { } prompt)
        {
            return ChosenModels.None;
        }

        var limit = TimeSpan.FromSeconds(options.Value.ChoiceSeconds);
        using var late = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var reply = await measured.Of(model, "choose").Client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], new ChatOptions { Temperature = 0 }, stop.Token);
            return new ChosenModels(Read(reply.Text, open), reply.Usage is { } usage ? model.CostOf(usage) ?? 0 : 0);
        }
        catch (ChatException exception)
        {
            logger.ChooserFailed(model.Id, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ChooserFailed(model.Id, $"it took longer than {limit.TotalSeconds} s.");
        }

        return ChosenModels.None;
    }

    private List<Candidate> Offered(ModelMatch match)
    {
        var able = match.Candidates.Where(candidate => candidate is { Runnable: true, Fallback: false }).Take(options.Value.ChoiceCandidates).ToList();
        return able.Count == 0 ? [] : able.FindAll(candidate => able[0].Score - candidate.Score <= options.Value.CloseScores);
    }

    /// <summary>The prompt within the budget: with shorter cards when there are many, and without the last steps when even those are too much.</summary>
    private string? Prompt(IReadOnlyList<OpenChoice> open)
    {
        for (var (count, length) = (open.Count, LongestCard); count > 0;)
        {
            var prompt = prompts.Render("choose", new
            {
                steps = open.Take(count).Select(choice => new
                {
                    id = choice.Step.Id,
                    task = choice.Step.Task,
                    instruction = Cut(choice.Step.Instruction, LongestInstruction),
                    models = Offered(choice.Match).Select(candidate => new { id = candidate.ModelId, card = Card(candidate.ModelId, length) }).ToList(),
                }).ToList(),
            });
            if (counter.Count(prompt, model!.Id) <= Math.Min(options.Value.ChoiceTokens, counter.LimitOf(model) / 2))
            {
                return prompt;
            }

            (count, length) = length > ShortestCard ? (count, Math.Max(ShortestCard, length / 2)) : (count - 1, length);
        }

        return null;
    }

    private string Card(string id, int length) => !catalog.TryGet(id, out var card) ? "" : string.Join(' ', new[]
    {
        Cut(card.Description, length),
        card.Languages.Count > 0 ? $"Languages: {string.Join(", ", card.Languages.Take(12))}." : "",
        card.Parameters is { } parameters ? FormattableString.Invariant($"{parameters / 1e9:0.##} billion weights.") : "",
    }.Where(part => part.Length > 0));

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");

    private Dictionary<string, ModelMatch> Read(string reply, IReadOnlyList<OpenChoice> open)
    {
        var matches = new Dictionary<string, ModelMatch>(StringComparer.Ordinal);
        foreach (var (step, id) in Named(reply))
        {
            if (open.FirstOrDefault(choice => choice.Step.Id == step) is { } choice
                && Offered(choice.Match).Find(candidate => candidate.ModelId.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } chosen)
            {
                matches[step] = Reordered(choice.Match, chosen, Offered(choice.Match).Count);
            }
        }

        return matches;
    }

    private ModelMatch Reordered(ModelMatch match, Candidate chosen, int offered) => new(
        [chosen, .. match.Candidates.Where(candidate => candidate != chosen)],
        match.Candidates[0] == chosen
            ? $"{match.Reason}; {model!.Id} chose it too, of {offered} that are close"
            : $"{chosen.ModelId}: chosen by {model!.Id} of {offered} that are close, before {match.Candidates[0].ModelId}, which the catalog ranks first");

    private static IEnumerable<(string Step, string Model)> Named(string reply)
    {
        var (start, end) = (reply.IndexOf('{', StringComparison.Ordinal), reply.LastIndexOf('}'));
        if (start < 0 || end < start)
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(reply[start..(end + 1)]);
            return [.. json.RootElement.EnumerateObject()
                .Where(member => member.Value.ValueKind == JsonValueKind.String)
                .Select(member => (member.Name, member.Value.GetString()!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
