namespace Planner.Routing;

/// <summary>Knows what people think of models.</summary>
public interface IModelRatings
{
    /// <summary>How good a model is held to be at a task: 1 neutral, 2 at best, 0 at worst. Cheap to ask.</summary>
    double Of(string model, string task);
}
