using System.Globalization;
using Microsoft.Extensions.Configuration;
using Planner.Catalog;
using Planner.Cli.Engines;
using Planner.Cli.Views;
using Planner.Inference;
using Planner.Inference.OpenAI;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary>Looks at everything that a run needs.</summary>
internal sealed class Doctor(CliContext context)
{
    /// <summary>Looks at each thing; what is broken is a finding and stops nothing.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>
        {
            new("program", true, $"planner {typeof(Doctor).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}, {AppContext.BaseDirectory}"),
            await LookAsync("home", HomeAsync, "Set PLANNER_HOME to a folder that you may write to."),
            await LookAsync("configuration", () => Task.FromResult((true, Describe(Settings.Load(context)))), null),
            await LookAsync("controller", () => Task.FromResult((true, context.Get<IPlanner>().Name)), null),
            await ControllerModelAsync(cancellationToken),
            await LookAsync("journal", () => JournalAsync(cancellationToken), null),
        };
        findings.AddRange(await CatalogAsync());
        findings.AddRange(await EnginesAsync(cancellationToken));
        findings.AddRange(await InstancesAsync());
        return findings;
    }

    private static string Describe(Settings settings)
    {
        var set = ConfigurationExtensions.AsEnumerable(settings.Configuration.GetSection("Planner")).Where(pair => pair.Value is not null).Select(pair => pair.Key).ToList();
        return set.Count == 0 ? "all defaults" : $"set: {string.Join(", ", set)}";
    }

    private async Task<(bool Ok, string Detail)> HomeAsync()
    {
        var home = Settings.HomeOf(context);
        Directory.CreateDirectory(home);
        var probe = Path.Combine(home, $".doctor-{Environment.ProcessId}");
        await File.WriteAllTextAsync(probe, "");
        File.Delete(probe);
        return (true, home);
    }

    private async Task<Finding> ControllerModelAsync(CancellationToken cancellationToken)
    {
        string? fix = null;
        var finding = await LookAsync("controller model", async () =>
        {
            var report = await context.Get<ControllerProbe>().LookAsync(cancellationToken);
            fix = report.Fix;
            return (report.Ok, report.Detail);
        }, null);
        return finding with { Fix = fix };
    }

    private async Task<(bool Ok, string Detail)> JournalAsync(CancellationToken cancellationToken)
    {
        var runs = await context.Get<IRunJournal>().ListAsync(1, null, cancellationToken);
        return (true, runs.Count == 0 ? "no runs yet" : $"last run {runs[0].AcceptedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC");
    }

    private async Task<IEnumerable<Finding>> CatalogAsync()
    {
        ModelCatalog? catalog = null;
        var finding = await LookAsync("catalog", () =>
        {
            catalog = context.Get<ModelCatalog>();
            return Task.FromResult((true, $"{context.Get<TaskTaxonomy>().Tasks.Count} tasks, {catalog.Cards.Count + (context.Get<IModelStore>().Stamp is null ? 0 : context.Get<IModelStore>().Count().Where(pair => pair.Key != CardOrigin.Shipped).Sum(pair => pair.Value))} models"));
        }, null);
        return [finding, .. catalog?.Problems.Select(problem => new Finding("catalog line", false, problem.Message)) ?? []];
    }

    private async Task<IEnumerable<Finding>> EnginesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<EngineStatus> engines = [];
        var finding = await LookAsync("local engines", async () =>
        {
            engines = await context.Get<ILocalEngines>().ProbeAsync(cancellationToken);
            return (engines.Any(engine => engine.Available), $"{engines.Count(engine => engine.Available)} of {engines.Count} can run");
        }, null);
        var missing = EngineInstaller.Missing(engines);
        return
        [
            missing.Count == 0 ? finding : finding with { Fix = EngineInstaller.CommandFor(missing) },
            .. engines.Select(engine => new Finding(engine.Id, engine.Available, engine.Detail)),
        ];
    }

    /// <summary>The servers and groups that were added, and what running programs found wrong with them.</summary>
    private async Task<IEnumerable<Finding>> InstancesAsync()
    {
        IReadOnlyList<BackendInstance> instances = [];
        var finding = await LookAsync("instances", () =>
        {
            instances = context.Get<InstanceStore>().Read();
            return Task.FromResult((true, $"{instances.Count(instance => instance.State == ServiceState.Enabled)} of {instances.Count} enabled, {context.Get<GroupStore>().Read().Count} groups"));
        }, null);
        return
        [
            finding,
            .. context.Get<InstanceStates>().Read().SelectMany(program => program.Value
                .Select(status => (status.Name, Found: InstanceView.Found(status).ToList()))
                .Where(status => status.Found.Count > 0)
                .Select(status => new Finding($"instance {status.Name}", false, $"process {program.Key}: {string.Join("; ", status.Found)}", "Look whether it works; planner instances disable leaves it alone."))),
        ];
    }

#pragma warning disable CA1031 // Whatever is wrong with one thing, the others are looked at too.
    private static async Task<Finding> LookAsync(string name, Func<Task<(bool Ok, string Detail)>> look, string? fix)
    {
        try
        {
            var (ok, detail) = await look();
            return new Finding(name, ok, detail, ok ? null : fix);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Finding(name, false, exception.Message, fix);
        }
    }
#pragma warning restore CA1031
}
