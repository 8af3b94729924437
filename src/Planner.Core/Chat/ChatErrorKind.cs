namespace Planner.Chat;

/// <summary>What a chat model or the way to it did wrong.</summary>
public enum ChatErrorKind
{
    /// <summary>The endpoint refused the request; asking again alike is of no use.</summary>
    Refused,

    /// <summary>The key is missing or wrong, or may not do this.</summary>
    Unauthorized,

    /// <summary>The account has no credit left.</summary>
    OutOfCredit,

    /// <summary>The prompt does not fit the model.</summary>
    ContextTooLong,

    /// <summary>Too many calls, and trying again did not help.</summary>
    Busy,

    /// <summary>Nobody answers at the address, or the server failed.</summary>
    Unreachable,

    /// <summary>The reply broke off, or is no reply.</summary>
    Broken,

    /// <summary>No reply in time.</summary>
    TimedOut,

    /// <summary>No budget pays for it; it was not asked.</summary>
    OverBudget,
}
