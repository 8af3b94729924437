namespace Planner.Cli.Chat.Editing;

/// <summary>What could stand at the cursor.</summary>
/// <param name="From">Where the part begins that it replaces.</param>
/// <param name="Items">What could stand there, and what each is.</param>
internal sealed record Completion(int From, IReadOnlyList<(string Text, string Help)> Items)
{
    /// <summary>Nothing.</summary>
    public static Completion None { get; } = new(0, []);

    /// <summary>What all of them begin with.</summary>
    public string Common => Items.Select(item => item.Text).Aggregate((one, other) => one[..one.AsSpan().CommonPrefixLength(other)]);
}
