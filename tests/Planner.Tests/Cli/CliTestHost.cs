using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Cli;
using Planner.Cli.Chat;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

/// <summary>The console in this process: the real commands and run service over a scripted plan and a fake backend.</summary>
internal sealed class CliTestHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-cli-");
    private readonly ServiceProvider _services;

    public CliTestHost(params PlanStep[] steps)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IPlanner>(new ScriptedPlanner(steps));
        services.AddSingleton(RunTestHost.Taxonomy);
        services.AddSingleton(new ModelCatalog(RunTestHost.Cards));
        services.AddSingleton<IInferenceBackend>(Backend);
        services.AddInMemoryJournal();
        services.AddMatching();
        services.AddPlannerCore();
        services.Configure<ArtifactStoreOptions>(options => options.Root = Path.Combine(Folder, "home"));
        services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(Folder, "home", "plans"));
        _services = services.BuildServiceProvider();
    }

    public FakeBackend Backend { get; } = new();

    public string Folder => _folder.FullName;

    public IRunJournal Journal => _services.GetRequiredService<IRunJournal>();

    public ArtifactStore Artifacts => _services.GetRequiredService<ArtifactStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public CancellationToken Interrupt { get; set; } = TestContext.Current.CancellationToken;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The lines of a chat; null: what is redirected.</summary>
    public IChatInput? ChatInput { get; set; }

    /// <summary>Whether it is a terminal that someone sits at, though one that can only print.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Runs a command as if typed.</summary>
    public Task<CliOutcome> RunAsync(params string[] args) => RunAsync("", args);

    /// <summary>Runs a command with redirected input.</summary>
    public async Task<CliOutcome> RunAsync(string input, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new CliContext
        {
            Input = new StringReader(input),
            Output = output,
            Error = error,
            InputRedirected = !IsTerminal,
            OutputIsTerminal = IsTerminal,
            WorkingDirectory = Folder,
            Environment = name => Environment.GetValueOrDefault(name) ?? (name == "TERM" ? "dumb" : null),
            Cancellation = Interrupt,
            ChatInput = ChatInput,
            Compose = _ => _services,
        };
        var code = await CommandLine.RunAsync(args, context);
        return new CliOutcome(code, output.ToString(), error.ToString());
    }

    public string File(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
