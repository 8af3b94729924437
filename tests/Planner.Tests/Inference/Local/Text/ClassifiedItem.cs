namespace Planner.Tests.Inference.Local.Text;

/// <summary>A text and its right label.</summary>
internal sealed record ClassifiedItem(string Id, string Lang, string Text, string Label, bool Held = false) : ICheckItem;
