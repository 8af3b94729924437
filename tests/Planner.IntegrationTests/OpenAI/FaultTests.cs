using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Inference.OpenAI;
using Planner.Matching;
using Planner.Routing;
using Planner.Runs;
using Planner.ScriptedServer;
using Planner.Values;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>A group of three real servers of which one fails in each of the known ways: no caller sees it.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Faults => [.. ScriptedFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task F18_F32_OneOfThreeFails_EveryCallSucceeds(string name)
    {
        var fault = ScriptedFault.All.Single(one => one.Name == name);
        var folder = Directory.CreateTempSubdirectory("planner-faults-").FullName;
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ScriptedChatServer.StartAsync()));
        try
        {
            foreach (var (server, index) in servers.Select((server, index) => (server, index)))
            {
                server.Otherwise = index == 0 && fault.Reply is { } reply ? _ => reply() : _ => "good";
            }

            var services = new ServiceCollection();
            services.AddLogging();
            services.AddCatalog(options => (options.UserFolder, options.IndexFolder) = (null, null)).AddMatching().AddInMemoryJournal().AddPlannerCore().AddOpenAI(_ => null).AddOpenAIInstances();
            services.Configure<Artifacts.ArtifactStoreOptions>(options => options.Root = folder);
            services.Configure<ExecutionOptions>(options => options.RetrySeconds = 0.01);
            services.Configure<InstanceOptions>(options =>
                (options.File, options.GroupsFile, options.FactsFile) = (Path.Combine(folder, "instances.json"), Path.Combine(folder, "groups.json"), Path.Combine(folder, "endpoints.json")));
            await using var provider = services.BuildServiceProvider();
            foreach (var (server, index) in servers.Select((server, index) => (server, index)))
            {
                provider.GetRequiredService<InstanceStore>().Put(new BackendInstance
                {
                    Name = $"box{index}",
                    BaseUrl = server.BaseUrl,
                    Limits = new InstanceLimits { ConnectSeconds = 5, FirstTokenSeconds = 5, IdleSeconds = 1 },
                    Models = [new ModelCard { Id = "scripted", Tasks = ["text-generation"], Description = "d" }],
                });
            }

            provider.GetRequiredService<GroupStore>().Put(new BackendGroup { Name = "g", Strategy = GroupStrategy.RoundRobin, Members = [.. servers.Select((_, index) => new GroupMember { Target = $"box{index}" })] });
            if (fault.Reply is null)
            {
                await servers[0].DisposeAsync();
            }

            var call = new ModelCall { Model = "g", Task = "text-generation", Inputs = new Dictionary<string, Value> { ["text"] = new TextValue("Say something.") } };
            var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => provider.GetRequiredService<IModelCaller>().CallAsync(call, TestContext.Current.CancellationToken)));

            results.ShouldAllBe(result => result.Error == null);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}
