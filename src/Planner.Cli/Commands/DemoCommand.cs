using System.CommandLine;
using Planner.Artifacts;
using Planner.Cli.Engines;
using Planner.Cli.Running;
using Planner.Inference;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner demo</c>: the main job on the shipped samples.</summary>
internal static class DemoCommand
{
    private const string Text = "Who must pay what and by when? Check it against the payments, summarise it in Spanish and read the summary aloud";
    private const string Folder = "planner-demo";
    private static readonly string[] Samples = ["invoice-page-1.png", "invoice-page-2.png", "payments.csv"];

    public static Command Create(CliContext context)
    {
        var noInstall = new Option<bool>("--no-install") { Description = "Install nothing; use the engines that are there" };
        var command = new Command("demo", "Read two scanned pages, check them against a table, summarise in Spanish, read aloud") { noInstall, CommonOptions.Json };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(noInstall), parsed.GetValue(CommonOptions.Json)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, bool noInstall, bool json)
    {
        var samples = FindSamples();
        await PrepareAsync(context, noInstall);
        var files = Samples.Select(name => Path.Combine(samples, name)).ToList();
        await context.Error.WriteLineAsync($"planner ask \"{Text}\" {string.Join(' ', files.Select(file => $"--file {Shorter(context.WorkingDirectory, file)}"))}\n");
        // The samples and the engines are all here: nothing of it leaves this machine.
        var request = await RequestReader.ReadAsync(context, [Text], files, new RequestOptions { Egress = Egress.Machine }, context.Cancellation);
        return await new RunPresenter(context)
        {
            Json = json,
            OutFolder = Folder,
            Saved = paths =>
            {
                foreach (var sound in paths.Values.Where(path => MediaTypes.FromName(path)?.StartsWith("audio/", StringComparison.Ordinal) == true))
                {
                    context.Error.WriteLine(SoundPlayer.HowTo(sound));
                }
            },
        }.StartAsync(request);
    }

    private static string Shorter(string folder, string file) =>
        Path.GetRelativePath(folder, file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : file;

    private static async Task PrepareAsync(CliContext context, bool noInstall)
    {
        var missing = EngineInstaller.Missing(await context.Get<ILocalEngines>().ProbeAsync(context.Cancellation));
        if (missing.Count == 0)
        {
            return;
        }

        if (noInstall || !EngineInstaller.CanInstall)
        {
            await context.Error.WriteLineAsync(
                $"warning: not installed: {string.Join(' ', missing)}; steps that need them will fail. Install them with planner setup, that is:\n  {EngineInstaller.CommandFor(missing)}");
            return;
        }

        await context.Error.WriteLineAsync($"Installing what the local engines need, with apt-get: {string.Join(' ', missing)}");
        if (!await new EngineInstaller(context).InstallAsync(missing, context.Cancellation))
        {
            await context.Error.WriteLineAsync($"warning: apt-get failed; going on with what is there. Later: {EngineInstaller.CommandFor(missing)}");
        }
    }

    private static string FindSamples()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (Samples.All(name => File.Exists(Path.Combine(samples, name))))
            {
                return samples;
            }
        }

        throw new CommandLineException("The samples are not there: no folder 'samples' at or above the program. Run planner from a full copy of the project.");
    }
}
