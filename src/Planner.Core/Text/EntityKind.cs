namespace Planner.Text;

/// <summary>What a stretch of text names.</summary>
public enum EntityKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address.</summary>
    Url,

    /// <summary>A phone number.</summary>
    Phone,

    /// <summary>An amount with its currency.</summary>
    Money,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>A date, month, year or relative day ("3 May 2024", "до конца месяца").</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A length of time ("30 days", "полгода").</summary>
    Duration,

    /// <summary>A number with a physical unit ("48 square kilometres", "5 кг").</summary>
    Measure,

    /// <summary>A company, office or institution.</summary>
    Organization,

    /// <summary>A city, country, street or address.</summary>
    Place,

    /// <summary>A person's name.</summary>
    Person,

    /// <summary>Any other number, in digits or words.</summary>
    Number,
}
