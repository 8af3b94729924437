namespace Planner.Cli.Chat;

/// <summary>Where the messages of a chat come from.</summary>
internal interface IChatInput
{
    /// <summary>The next line; null when there are no more.</summary>
    /// <param name="cancellationToken">Gives the line up: Ctrl-C.</param>
    Task<string?> ReadLineAsync(CancellationToken cancellationToken);
}
