namespace Planner.Cli.Chat;

/// <summary>Lines from a pipe or a file.</summary>
internal sealed class ReaderInput(TextReader reader) : IChatInput
{
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) => await reader.ReadLineAsync(cancellationToken);
}
