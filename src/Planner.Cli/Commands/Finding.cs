namespace Planner.Cli.Commands;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Detail">How it is.</param>
/// <param name="Fix">One command or setting that mends it.</param>
internal sealed record Finding(string Name, bool Ok, string Detail, string? Fix = null);
