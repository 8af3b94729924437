using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.ScriptedServer;

namespace Planner.SemanticKernel.Tests;

/// <summary>Planner with the engines of this machine, a scripted chat server, and a kernel whose chat model is on it.</summary>
internal sealed class KernelHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private KernelHost(ScriptedChatServer server, DirectoryInfo folder) => (Server, _folder) = (server, folder);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ScriptedChatServer Server { get; }

    public required ServiceProvider Planner { get; init; }

    public required Kernel Kernel { get; init; }

    public IRunJournal Journal => Planner.GetRequiredService<IRunJournal>();

    public ArtifactStore Artifacts => Planner.GetRequiredService<ArtifactStore>();

    /// <summary>Starts all of it.</summary>
    /// <param name="kernel">Adds services to the kernel.</param>
    /// <param name="planner">Adds services to Planner, given the kernel.</param>
    public static async Task<KernelHost> StartAsync(Action<IKernelBuilder, ScriptedChatServer>? kernel = null, Action<IServiceCollection, Kernel>? planner = null)
    {
        var server = await ScriptedChatServer.StartAsync();
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion("scripted", server.BaseUrl, "key");
        kernel?.Invoke(builder, server);
        var made = builder.Build();
        var folder = Directory.CreateTempSubdirectory("planner-kernel-");
        var services = new ServiceCollection();
        services.AddLogging().AddInMemoryJournal().AddCatalog(options => (options.UserFolder, options.IndexFolder) = (null, null)).AddMatching().AddPlannerCore().AddLocalInference();
        services.Configure<ArtifactStoreOptions>(options => options.Root = folder.FullName);
        services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(folder.FullName, "plans"));
        services.Configure<LocalEngineOptions>(options => options.CommandFolder = null);
        planner?.Invoke(services, made);
        return new KernelHost(server, folder) { Planner = services.BuildServiceProvider(), Kernel = made };
    }

    public async ValueTask DisposeAsync()
    {
        await Planner.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
