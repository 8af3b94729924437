using System.Text.RegularExpressions;
using Planner.Runs;

namespace Planner.Budgets;

/// <summary>How much may be spent by whom. All processes that share a <c>PLANNER_HOME</c> share it.</summary>
public sealed partial record Budget
{
    /// <summary>The account of everything that is called here.</summary>
    public const string Everything = "all";

    /// <summary>Who: <c>all</c>, <c>key:ID</c> for an API key, <c>user:NAME</c> for all keys of a user.</summary>
    public required string Id { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal LimitUsd { get; init; }

    /// <summary>For how long.</summary>
    public BudgetPeriod Period { get; init; }

    /// <summary>Counts its changes from 1; 0: not kept yet. What is saved must come from the newest version.</summary>
    public long Version { get; init; }

    /// <summary>The account of an API key.</summary>
    public static string OfKey(string id) => "key:" + id;

    /// <summary>The account of a user.</summary>
    public static string OfUser(string name) => "user:" + name;

    /// <summary>Refuses what is no budget.</summary>
    /// <exception cref="BadRequestException">The id or the limit is none.</exception>
    public void ThrowIfBad()
    {
        if (!Ids().IsMatch(Id))
        {
            throw new BadRequestException($"'{Id}' has no budget. It is for all, for key:ID (planner keys list) or for user:NAME.");
        }

        if (LimitUsd is < 0 or > 1_000_000_000)
        {
            throw new BadRequestException("A budget is from 0 to a billion US dollars.");
        }
    }

    [GeneratedRegex(@"^(all|key:\S{1,64}|user:[^\p{C}]{1,64})$")]
    private static partial Regex Ids();
}
