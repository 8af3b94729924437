namespace Planner.Inference.Local.Tables;

/// <summary>How what was paid compares with what was to be paid.</summary>
public enum ReconciliationVerdict
{
    /// <summary>The same.</summary>
    PaidInFull,

    /// <summary>Less; the difference is outstanding.</summary>
    PartlyPaid,

    /// <summary>The table holds no payment.</summary>
    NothingPaid,

    /// <summary>More.</summary>
    Overpaid,

    /// <summary>The text names the payer without an amount.</summary>
    NothingStated,
}
