using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Chat;
using Planner.Prompts;

namespace Planner.Answering;

/// <summary>Makes a result fit: what is a little too long loses its middle; what is much too long is condensed piece by piece, then as a whole.</summary>
internal sealed class Condenser(PromptLibrary prompts, TokenCounter counter, IOptions<AnsweringOptions> options, ILogger<Condenser> logger)
{
    // Of the model's context, for one piece: the rest is for the prompt around it and the reply.
    private const double PieceShare = 0.5;

    /// <summary>The text in at most that many tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="section">What it is, for the log.</param>
    /// <param name="tokens">The room.</param>
    /// <param name="model">Who condenses.</param>
    /// <param name="budget">How the model's context is shared.</param>
    /// <param name="context">Whose answer it is for; what it costs is added there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<string> FitAsync(
        string text, string section, int tokens, ChatModel model, ContextBudget budget, AnsweringContext context, CancellationToken cancellationToken)
    {
        var needed = counter.Count(text, model.Id);
        var size = Math.Max((int)(text.Length * (budget.Available * PieceShare) / Math.Max(needed, 1)), 1);
        var pieces = text.Chunk(size).Select(piece => new string(piece)).ToList();
        if (needed <= tokens * options.Value.CondenseAbove || tokens < 100 || pieces.Count + 1 > options.Value.MaxCondenseCalls)
        {
            return budget.Cut(text, tokens);
        }

        try
        {
            var words = Math.Max(tokens / 2 / pieces.Count, 20);
            var condensed = await Task.WhenAll(pieces.Select(piece => AskAsync(piece, words)));
            var joined = string.Join('\n', condensed);
            return budget.Cut(pieces.Count > 1 && counter.Count(joined, model.Id) > tokens ? await AskAsync(joined, tokens / 2) : joined, tokens);
        }
        catch (ChatException exception)
        {
            logger.CondenseFailed(model.Id, section, context.Run.RunId, exception.Message);
            return budget.Cut(text, tokens);
        }

        async Task<string> AskAsync(string material, int words)
        {
            var prompt = prompts.Render("condense", new { words, request = context.Run.Request?.Text ?? "", material });
            var reply = await model.Client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], cancellationToken: cancellationToken);
            context.Spend(model, reply.Usage);
            return reply.Text;
        }
    }
}
