using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Tests.Testing;

namespace Planner.Tests.Matching;

public sealed class CardEmbeddingTests : IDisposable
{
    private static readonly ModelCard[] Cards =
    [
        new() { Id = "org/a", Tasks = ["summarization"], Description = "Condenses prose." },
        new() { Id = "org/b", Tasks = ["summarization"], Description = "Speaks of felines." },
        .. Enumerable.Range(0, 500).Select(i => new ModelCard { Id = $"org/m{i}", Tasks = ["summarization"], Description = $"Model {i}." }),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("planner-embedding-").FullName;
    private readonly FakeGenerator _generator = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly List<ServiceProvider> _services = [];

    public void Dispose()
    {
        _services.ForEach(services => services.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task SearchAsync_CardsHaveVectors_GoesByThem()
    {
        var services = Services("m1");
        var (embedded, before) = await services.GetRequiredService<CardEmbedding>().RunAsync(null, Stop);
        var search = services.GetRequiredService<IModelSearch>();

        var found = await search.SearchAsync(new ModelQuery { Text = "cats", Task = "summarization" }, Stop);

        (embedded, before).ShouldBe((502, 0));
        found[0].Card.Id.ShouldBe("org/b");
        found[0].Candidate.Terms.Single(term => term.Name == "embedding").Value.ShouldBe(1, 0.02);
        var match = await services.GetRequiredService<IModelMatcher>().MatchAsync(new PlanStep { Id = "s1", Task = "summarization", Instruction = "cats" }, Egress.Cloud, null, Stop);
        match.Candidates[0].ModelId.ShouldBe("org/b");
        match.Candidates[0].Terms.ShouldContain(term => term.Name == "embedding" && term.Value > 0.9);
    }

    [Fact]
    public async Task RunAsync_Interrupted_GoesOnWhereItStopped()
    {
        _generator.FailAfter = 128;
        await Should.ThrowAsync<InvalidOperationException>(() => Services("m1").GetRequiredService<CardEmbedding>().RunAsync(null, Stop));
        _generator.FailAfter = int.MaxValue;

        (await Services("m1").GetRequiredService<CardEmbedding>().RunAsync(null, Stop)).ShouldBe((502 - 128, 128));
        (await Services("m1").GetRequiredService<CardEmbedding>().RunAsync(null, Stop)).ShouldBe((0, 502));
    }

    [Fact]
    public async Task RunAsync_AnotherModel_BeginsAnew()
    {
        await Services("m1").GetRequiredService<CardEmbedding>().RunAsync(null, Stop);

        (await Services("m2").GetRequiredService<CardEmbedding>().RunAsync(null, Stop)).ShouldBe((502, 0));
    }

    [Fact]
    public async Task SearchAsync_CardChangesItsFiguresOnly_KeepsItsVector()
    {
        await Services("m1").GetRequiredService<CardEmbedding>().RunAsync(null, Stop);

        (await Services("m1", [.. Cards.Select(card => card with { Likes = 5 })]).GetRequiredService<CardEmbedding>().RunAsync(null, Stop)).ShouldBe((0, 502));
    }

    [Fact]
    public async Task SearchAsync_ServerIsAway_GoesByTheLearnedAndAsksAgainAfterAMinute()
    {
        var services = Services("m1");
        await services.GetRequiredService<CardEmbedding>().RunAsync(null, Stop);
        var search = services.GetRequiredService<IModelSearch>();
        var calls = _generator.Calls;
        _generator.FailAfter = 0;

        var without = await search.SearchAsync(new ModelQuery { Text = "cats", Task = "summarization" }, Stop);
        await search.SearchAsync(new ModelQuery { Text = "felines", Task = "summarization" }, Stop);
        _generator.FailAfter = int.MaxValue;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var with = await search.SearchAsync(new ModelQuery { Text = "cats", Task = "summarization" }, Stop);

        without.ShouldNotBeEmpty();
        without[0].Candidate.Terms.ShouldNotContain(term => term.Name == "embedding");
        with[0].Card.Id.ShouldBe("org/b");
        (_generator.Calls - calls).ShouldBe(2);
    }

    [Fact]
    public async Task SearchAsync_WordsMayNotTravelThatFar_AreNotSent()
    {
        var services = Services("m1");
        await services.GetRequiredService<CardEmbedding>().RunAsync(null, Stop);
        var calls = _generator.Calls;

        await services.GetRequiredService<IModelSearch>().SearchAsync(new ModelQuery { Text = "cats", Ceiling = Egress.Machine }, Stop);

        _generator.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task RunAsync_NoModel_SaysWhatToSet() =>
        (await Should.ThrowAsync<CatalogException>(() => Services(null).GetRequiredService<CardEmbedding>().RunAsync(null, Stop)))
            .Message.ShouldBe("No embedding model is configured. Set Planner:Embeddings:BaseUrl and :Model.");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceProvider Services(string? model, ModelCard[]? cards = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(RunTestHost.Taxonomy).AddSingleton(new ModelCatalog(cards ?? Cards)).AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<Planner.Inference.IInferenceBackend>(FakeBackend.Cloud());
        services.Configure<CatalogOptions>(options => options.IndexFolder = Path.Combine(_folder, "index"));
        if (model is not null)
        {
            services.AddSingleton(new EmbeddingModel(model, _generator));
        }

        services.AddMatching();
        var provider = services.BuildServiceProvider();
        _services.ForEach(before => before.Dispose());
        _services.Add(provider);
        return provider;
    }

    /// <summary>Cats and felines mean the same to it; all else is far from them.</summary>
    private sealed class FakeGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        private int _given;

        public int FailAfter { get; set; } = int.MaxValue;

        public int Calls { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            var texts = values.ToList();
            if (_given + texts.Count > FailAfter)
            {
                throw new InvalidOperationException("the server is away");
            }

            _given += texts.Count;
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text =>
                new Embedding<float>(text.Contains("cats", StringComparison.Ordinal) || text.Contains("felines", StringComparison.Ordinal) ? new float[] { 0, 3, 0 } : new float[] { 2, 0, 0.1f }))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
