namespace Planner.Storage.Database;

/// <summary>How the database keeps money: whole billionths of a US dollar, fine enough for a single token of the cheapest model.</summary>
internal static class NanoUsd
{
    private const decimal PerUsd = 1_000_000_000;

    /// <summary>The amount, rounded up: what is spent is never counted for less than it is.</summary>
    public static long From(decimal usd) => (long)Math.Ceiling(usd * PerUsd);

    public static decimal ToUsd(long nano) => nano / PerUsd;
}
