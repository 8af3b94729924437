using System.Text.Json.Serialization;

namespace Planner.Budgets;

/// <summary>For how long a budget is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BudgetPeriod>))]
public enum BudgetPeriod
{
    /// <summary>A day, from midnight UTC.</summary>
    [JsonStringEnumMemberName("day")] Day,

    /// <summary>A month, from its first day, UTC.</summary>
    [JsonStringEnumMemberName("month")] Month,

    /// <summary>For good.</summary>
    [JsonStringEnumMemberName("total")] Total,
}
