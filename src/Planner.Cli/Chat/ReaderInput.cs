namespace Planner.Cli.Chat;

/// <summary>Lines from a pipe or a file, or from a terminal that can do nothing but print.</summary>
/// <param name="reader">The lines.</param>
/// <param name="prompt">Where a person is told that it is their turn; null: nobody is.</param>
internal sealed class ReaderInput(TextReader reader, TextWriter? prompt) : IChatInput
{
    private Task<string?>? _reading;

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (prompt is not null)
        {
            await prompt.WriteAsync("> ");
            await prompt.FlushAsync(cancellationToken);
        }

        // A console read can't be cancelled: after Ctrl-C it goes on, and the next line is what it gives.
        _reading ??= Task.Run(reader.ReadLine, CancellationToken.None);
        var line = await _reading.WaitAsync(cancellationToken);
        _reading = null;
        return line;
    }
}
