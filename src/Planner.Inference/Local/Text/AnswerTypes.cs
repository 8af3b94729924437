namespace Planner.Inference.Local.Text;

/// <summary>What kinds of answer a question can be content with.</summary>
[Flags]
internal enum AnswerTypes
{
    None = 0,
    Party = 1 << 0,
    Organization = 1 << 1,
    Date = 1 << 2,
    Money = 1 << 3,
    Number = 1 << 4,
    Percent = 1 << 5,
    Duration = 1 << 6,
    Measure = 1 << 7,
    Place = 1 << 8,
    Email = 1 << 9,
    Phone = 1 << 10,
    Url = 1 << 11,
    Frequency = 1 << 12,
    Reason = 1 << 13,
    Phrase = 1 << 14,
    YesNo = 1 << 15,

    /// <summary>Kinds that a sentence either holds or does not.</summary>
    Typed = Party | Organization | Date | Money | Number | Percent | Duration | Measure | Place | Email | Phone | Url | Frequency,
}
