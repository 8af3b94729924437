using System.CommandLine;
using Planner.Cli.Engines;
using Planner.Inference;

namespace Planner.Cli.Commands;

/// <summary><c>planner setup</c>: installs what the local engines lack, or says how.</summary>
internal static class SetupCommand
{
    public static Command Create(CliContext context)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Install without asking" };
        var command = new Command("setup", "Install the programs that local engines need, or print the command that does") { yes };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(yes)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, bool yes)
    {
        var missing = EngineInstaller.Missing(await context.Get<ILocalEngines>().ProbeAsync(context.Cancellation));
        if (missing.Count == 0)
        {
            await context.Output.WriteLineAsync("Everything that the local engines need is installed.");
            return ExitCodes.Ok;
        }

        await context.Output.WriteLineAsync($"Missing: {string.Join(' ', missing)}");
        if (!EngineInstaller.CanInstall)
        {
            await context.Output.WriteLineAsync($"Install them with:\n  {EngineInstaller.CommandFor(missing)}");
            return ExitCodes.Ok;
        }

        if (!yes && !await AgreesAsync(context))
        {
            await context.Output.WriteLineAsync($"Nothing was installed. Later: planner setup --yes, or\n  {EngineInstaller.CommandFor(missing)}");
            return ExitCodes.Ok;
        }

        if (!await new EngineInstaller(context).InstallAsync(missing, context.Cancellation))
        {
            throw new CommandLineException($"apt-get failed; its messages are above. Mend that, then: {EngineInstaller.CommandFor(missing)}");
        }

        await context.Output.WriteLineAsync("Installed. planner doctor shows what can run now.");
        return ExitCodes.Ok;
    }

    private static async Task<bool> AgreesAsync(CliContext context)
    {
        await context.Error.WriteAsync("Install them now with apt-get? [y/n] ");
        await context.Error.FlushAsync();
        var answer = await Task.Run(context.Input.ReadLine).WaitAsync(context.Cancellation);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
