using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Tests.Testing;

namespace Planner.Tests.Routing;

/// <summary>Backends and cards follow the store while the program runs.</summary>
public sealed class BackendRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-registry-").FullName;
    private readonly ManualTimeProvider _clock = new();
    private readonly Kind _kind = new();
    private readonly InstanceStore _store;
    private readonly BackendRegistry _registry;

    public BackendRegistryTests()
    {
        _store = Store();
        _registry = new BackendRegistry([FakeBackend.Local("local/x")], [_kind], _store);
    }

    public void Dispose()
    {
        _registry.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Current_InstanceAddedChangedRemoved_FollowsAtOnceAndKeepsWhatDidNotChange()
    {
        _store.Put(Instance("a"));
        _store.Put(Instance("b"));
        Names().ShouldBe(["local", "a", "b"]);
        var (a, b) = (_registry.Backend("a"), _registry.Backend("b"));

        _store.Put(Instance("a") with { BaseUrl = new Uri("http://127.0.0.1:9/v2") });

        _registry.Backend("a").ShouldNotBeSameAs(a);
        _registry.Backend("b").ShouldBeSameAs(b);
        ((Backend)a!).Disposed.ShouldBeTrue();
        _store.Remove("b").ShouldBeTrue();
        Names().ShouldBe(["local", "a"]);
        ((Backend)b!).Disposed.ShouldBeTrue();
    }

    [Fact]
    public void Current_AnotherProcessEditsTheFile_IsSeenAtTheNextLook()
    {
        Names().ShouldBe(["local"]);

        Store().Put(Instance("other"));
        _clock.Advance(TimeSpan.FromSeconds(DefinitionStore<BackendInstance>.FreshSeconds));

        Names().ShouldBe(["local", "other"]);
    }

    [Fact]
    public void Current_FileIsDamagedWhileRunning_KeepsWhatItSaidBefore()
    {
        _store.Put(Instance("a"));

        File.WriteAllText(Path.Combine(_folder, "instances.json"), "[{");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Names().ShouldBe(["local", "a"]);
        _store.Current.Problem!.ShouldContain("instances.json");
    }

    [Fact]
    public void Retired_WhileACallRuns_IsDisposedWhenTheCallHasEnded()
    {
        _store.Put(Instance("a"));
        var live = _registry.Find("a")!;
        live.TryEnter(0).ShouldBeTrue();

        _store.Remove("a");
        Names().ShouldBe(["local"]);

        ((Backend)live.Backend).Disposed.ShouldBeFalse();
        live.Leave();
        ((Backend)live.Backend).Disposed.ShouldBeTrue();
        live.TryEnter(live.InFlight).ShouldBeFalse();
    }

    [Fact]
    public void Disabled_WhileACallRuns_StopsIt()
    {
        _store.Put(Instance("a"));
        var live = _registry.Find("a")!;
        live.TryEnter(0).ShouldBeTrue();

        _store.Update("a", instance => instance with { State = ServiceState.Disabled });
        _registry.Find("a")!.State.ShouldBe(ServiceState.Disabled);

        live.Closed.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Catalog_InstanceComesAndGoes_ItsCardsDoToo()
    {
        var taxonomy = RunTestHost.Taxonomy;
        File.WriteAllText(Path.Combine(_folder, "models.jsonl"), """{"id":"x/y","tasks":["translation"],"description":"d"}""");
        var catalog = ModelCatalog.Load(new CatalogOptions { Folder = _folder, UserFolder = null }, taxonomy, [new InstanceCards(_store, [])]);
        var version = catalog.Version;

        _store.Put(Instance("a"));

        catalog.TryGet("m-a", out _).ShouldBeTrue();
        catalog.ForTask("summarization").Select(card => card.Id).ShouldBe(["m-a"]);
        catalog.Version.ShouldNotBe(version);
        _store.Remove("a");
        catalog.TryGet("m-a", out _).ShouldBeFalse();
        catalog.Cards.Select(card => card.Id).ShouldBe(["x/y"]);
    }

    [Fact]
    public void Put_WithAVersionThatIsOld_ChangesNothingAndSaysSo()
    {
        var first = _store.Put(Instance("a"), expected: "");
        Should.Throw<InstanceConflictException>(() => _store.Put(Instance("a"), expected: ""));
        var second = _store.Put(Instance("a") with { State = ServiceState.Draining }, first);

        Should.Throw<InstanceConflictException>(() => _store.Put(Instance("a"), first)).Message.ShouldContain("changed");

        second.ShouldNotBe(first);
        _store.VersionOf(_store.Find("A")!).ShouldBe(second);
        Should.Throw<InstanceConflictException>(() => _store.Remove("a", first));
        _store.Remove("a", second).ShouldBeTrue();
        Should.Throw<InstanceConflictException>(() => _store.Put(Instance("a"), second)).Message.ShouldContain("gone");
    }

    [Fact]
    public async Task Put_ManyStoresAtOnce_LoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(() => Store().Put(Instance($"i{n}")))));

        Store().Read().Count.ShouldBe(24);
    }

    private string[] Names() => [.. _registry.Current.Select(live => live.Name)];

    private InstanceStore Store() => new(Options.Create(new InstanceOptions { File = Path.Combine(_folder, "instances.json") }), _clock);

    private static BackendInstance Instance(string name) => new()
    {
        Name = name,
        BaseUrl = new Uri("http://127.0.0.1:9/v1"),
        Models = [new ModelCard { Id = $"m-{name}", Tasks = ["summarization"], Description = "d" }],
    };

    private sealed class Kind : IInstanceKind
    {
        string IInstanceKind.Kind => BackendInstance.OpenAI;

        public IInferenceBackend Create(BackendInstance instance) => new Backend(instance);
    }

    private sealed class Backend(BackendInstance instance) : IInferenceBackend, IDisposable
    {
        public bool Disposed { get; private set; }

        public string Name => instance.Name;

        public Egress Egress => instance.Distance;

        public Runnability CanRun(ModelCard card, PlanStep step) => Runnability.Yes("it");

        public Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken) => Task.FromResult(FakeBackend.Echo(request));

        public void Dispose() => Disposed = true;
    }
}
