namespace Planner.Cli.Running;

/// <summary>Asks on the terminal whether to run a plan.</summary>
internal static class Approval
{
    /// <summary>True for yes; no answer, or none to be had, is no.</summary>
    public static async Task<bool> AskAsync(CliContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        while (true)
        {
            await context.Error.WriteAsync("Run this plan? [y/n] ");
            await context.Error.FlushAsync(cancellationToken);
            // A console read can't be cancelled: it is left behind when Ctrl-C comes.
            var answer = await Task.Run(context.Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
            switch (answer?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return true;
                case "n" or "no":
                    return false;
                case null:
                    await context.Error.WriteLineAsync("no answer on standard input; declined");
                    return false;
            }
        }
    }
}
