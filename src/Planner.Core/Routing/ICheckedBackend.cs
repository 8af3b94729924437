namespace Planner.Routing;

/// <summary>A backend that can be asked whether it is well without being made to work.</summary>
public interface ICheckedBackend
{
    /// <summary>Asks it.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
