namespace Planner.Cli.Views;

/// <summary>How a plan is drawn.</summary>
internal sealed record PlanViewOptions
{
    /// <summary>Cells in a line.</summary>
    public required int Width { get; init; }

    /// <summary>The time, for steps at work, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the terminal shows more than ASCII.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Counts up while something moves; null: nothing moves, and details are given in full.</summary>
    public int? Frame { get; init; }

    /// <summary>Whether to say under each step which model was chosen and why.</summary>
    public bool Reasons { get; init; }

    /// <summary>A picture that stays, for what this command prints to.</summary>
    public static PlanViewOptions Still(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PlanViewOptions
        {
            Width = context.Console.Profile.Width,
            Now = context.Clock.GetUtcNow(),
            Unicode = context.Console.Profile.Capabilities.Unicode,
        };
    }

    /// <summary>Whether nobody works on the run: a step that was at work no longer is.</summary>
    public bool Interrupted { get; init; }
}
