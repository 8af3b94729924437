using Planner.Statistics;

namespace Planner.Routing;

/// <summary>The ratings that people gave to runs: <c>2 (g + 2) / (g + b + 4)</c> of g good and b bad ones, the mean of a beta distribution with a prior of two each, so that one word is not the last.</summary>
internal sealed class RecordedRatings(ModelRecords records) : IModelRatings
{
    private const double Prior = 2;

    public double Of(string model, string task)
    {
        var record = records.Of(model, task);
        return 2 * (record.Good + Prior) / (record.Good + record.Bad + (2 * Prior));
    }
}
