using System.Globalization;
using Microsoft.Extensions.AI;
using Planner.Budgets;
using Planner.Chat;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>Lets the controller LLM pick the best of several texts. They are shown in an order by chance, since judges favour the first (L. Zheng et al., MT-Bench, arXiv 2306.05685).</summary>
internal sealed class EnsembleJudge(PromptLibrary prompts, MeasuredChat measured, Random chance, ChatModel? model = null)
{
    /// <summary>The number of the best answer; null when nobody may judge, or the judge did not say.</summary>
    /// <param name="step">What was to be done.</param>
    /// <param name="answers">The answers, texts.</param>
    /// <param name="ceiling">How far they may travel.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The place of the best, and what the judgement cost in US dollars.</returns>
    public async Task<(int? Best, decimal CostUsd)> PickAsync(PlanStep step, IReadOnlyList<MemberAnswer> answers, Egress ceiling, CancellationToken cancellationToken)
    {
        if (model is null || model.Egress > ceiling)
        {
            return (null, 0);
        }

        var order = Enumerable.Range(0, answers.Count).ToArray();
#pragma warning disable CA5394 // An order needs no secrecy.
        chance.Shuffle(order);
#pragma warning restore CA5394
        var prompt = prompts.Render("judge", new
        {
            instruction = step.Instruction.Length > 0 ? step.Instruction : step.Task,
            count = answers.Count,
            answers = order.Select((place, shown) => new { number = shown + 1, text = ((TextValue)answers[place].Value).Text }).ToArray(),
        });
        try
        {
            var judge = measured.Of(model, "judge");
            var reply = await judge.Client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], new ChatOptions { Temperature = 0, MaxOutputTokens = 1024 }, cancellationToken);
            var cost = reply.Usage is { } usage ? model.CostOf(usage) ?? 0 : 0;
            var digits = new string([.. reply.Text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
            return (int.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= answers.Count ? order[number - 1] : null, cost);
        }
        catch (ChatException)
        {
            // The answers can be compared with each other without it.
            return (null, 0);
        }
    }
}
