using Microsoft.Extensions.AI;
using Planner.Routing;

namespace Planner.Chat;

/// <summary>
/// A chat model and what is known of it. The one registered with the services is the controller; without one the embedded controller plans
/// and the plain answerer answers.
/// </summary>
/// <param name="Id">The model's id, as events and tables show it.</param>
/// <param name="Client">How it is called. A failure of the model or the way to it is a <see cref="ChatException"/>.</param>
public sealed record ChatModel(string Id, IChatClient Client)
{
    /// <summary>Under this name usage may carry what the way to the model knows that it cost, in billionths of a US dollar.</summary>
    public const string CostNanoUsd = "cost_nano_usd";

    /// <summary>How far away it is: a request whose data may not travel that far does not use it.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;

    /// <summary>How many tokens prompt and reply may have together.</summary>
    public int ContextTokens { get; init; } = 32_768;

    /// <summary>Whether it takes images.</summary>
    public bool SeesImages { get; init; }

    /// <summary>US dollars for a million tokens of prompt; null: not known.</summary>
    public decimal? InputUsdPerMillion { get; init; }

    /// <summary>US dollars for a million tokens of reply; null: not known.</summary>
    public decimal? OutputUsdPerMillion { get; init; }

    /// <summary>What the tokens cost in US dollars; null when the price is not known.</summary>
    public decimal? CostOf(UsageDetails usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return usage.AdditionalCounts is { } counts && counts.TryGetValue(CostNanoUsd, out var cost) ? cost / 1_000_000_000m
            : InputUsdPerMillion is null && OutputUsdPerMillion is null
            ? null
            : (((usage.InputTokenCount ?? 0) * (InputUsdPerMillion ?? 0)) + ((usage.OutputTokenCount ?? 0) * (OutputUsdPerMillion ?? 0))) / 1_000_000;
    }
}
