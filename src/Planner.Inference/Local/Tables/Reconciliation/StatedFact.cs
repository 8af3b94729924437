namespace Planner.Inference.Local.Tables;

/// <summary>What a text says a person or firm is to pay.</summary>
/// <param name="Name">The name as the text writes it.</param>
/// <param name="Amount">The amount; null where the text names somebody without one.</param>
/// <param name="Currency">The currency as written next to the amount, or empty.</param>
/// <param name="Due">The day until which, where the text states one.</param>
/// <param name="Start">Where the name starts in the text, in characters.</param>
public sealed record StatedFact(string Name, decimal? Amount, string Currency, DateOnly? Due, int Start);
