namespace Planner.Routing;

/// <summary>What calls cost, in US dollars.</summary>
public sealed record CallPrice
{
    /// <summary>For a million tokens taken.</summary>
    public decimal? InputUsdPerMillion { get; init; }

    /// <summary>For a million tokens given.</summary>
    public decimal? OutputUsdPerMillion { get; init; }

    /// <summary>For each call.</summary>
    public decimal? CallUsd { get; init; }

    /// <summary>What a call of so many tokens costs.</summary>
    public decimal Of(long inputTokens, long outputTokens) =>
        (CallUsd ?? 0) + (((InputUsdPerMillion ?? 0) * inputTokens) + ((OutputUsdPerMillion ?? 0) * outputTokens)) / 1_000_000;
}
