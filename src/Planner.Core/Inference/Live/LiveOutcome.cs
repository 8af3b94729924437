namespace Planner.Inference.Live;

/// <summary>How a live call went.</summary>
public enum LiveOutcome
{
    /// <summary>As expected.</summary>
    AsExpected,

    /// <summary>Something of the right form came, and something else than what was expected.</summary>
    Different,

    /// <summary>Nothing usable came.</summary>
    Failed,

    /// <summary>It was not called.</summary>
    NotTried,
}
