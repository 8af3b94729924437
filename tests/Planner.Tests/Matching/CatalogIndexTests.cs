using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Matching;
using Planner.Matching.Indexing;
using Planner.Storage;
using Planner.Storage.Models;
using Planner.Tests.Testing;

namespace Planner.Tests.Matching;

public sealed class CatalogIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-catalog-index-").FullName;
    private readonly List<SqliteModelStore> _stores = [];

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Search_CardsOfTheStore_AreFoundAndFollowedByTheNextProcess()
    {
        var store = Store();
        store.Write([.. Many(700), Stored("org/one", "Tells roses from tulips.")]);
        Find(Index(store), "roses").ShouldBe("org/one");

        store.Write([Stored("org/one", "Counts bicycles."), Stored("org/two", "Knows tulips and roses.")]);
        store.Remove("org/m1");

        var next = Index(store);
        Find(next, "roses").ShouldBe("org/two");
        Find(next, "bicycles").ShouldBe("org/one");
        next.Cards().Count().ShouldBe(701);
        next.Cards().ShouldNotContain(card => card.Id == "org/m1");
    }

    [Fact]
    public void Search_NothingHasChanged_TheFilesStay()
    {
        var store = Store();
        store.Write(Many(700));
        Find(Index(store), "number 5");
        var files = Files();

        store.Write(Many(700));
        Find(Index(store), "number 5");

        Files().ShouldBe(files);
    }

    [Fact]
    public void Search_CardIsInTheCatalogToo_TheCatalogsIsUsedAndTheStoresReturnsAfterIt()
    {
        var store = Store();
        store.Write([.. Many(600), Stored("org/both", "Speaks of whales.")]);
        var own = new ModelCard { Id = "ORG/both", Tasks = ["summarization"], Description = "Speaks of dolphins." };

        var with = Index(store, own);
        Find(with, "dolphins").ShouldBe("ORG/both");
        Find(with, "whales").ShouldNotBe("org/both");
        var without = Index(store);
        Find(without, "whales").ShouldBe("org/both");
        without.Cards().Count().ShouldBe(601);
    }

    [Fact]
    public void Search_AnotherStoreInItsPlace_TheIndexBeginsAnew()
    {
        var first = Store("first.db");
        first.Write([.. Many(600), Stored("org/old", "Speaks of whales.")]);
        Find(Index(first), "whales").ShouldBe("org/old");
        var second = Store("second.db");
        second.Write([.. Many(600), Stored("org/new", "Speaks of dolphins.")]);

        var index = Index(second);

        Find(index, "dolphins").ShouldBe("org/new");
        index.Cards().ShouldNotContain(card => card.Id == "org/old");
    }

    [Fact]
    public void Search_AnotherProcessChangesTheIndex_WhatIsThereServes()
    {
        var store = Store();
        store.Write([.. Many(600), Stored("org/roses", "Tells roses from tulips.")]);
        using (IndexFolder.TryClaim(IndexPath).ShouldNotBeNull())
        {
            Index(store, new ModelCard { Id = "own/one", Tasks = ["summarization"], Description = "Roses." }).Cards().Single().Id.ShouldBe("own/one");
        }

        Find(Index(store), "roses").ShouldBe("org/roses");
    }

    [Fact]
    public void Refresh_StoreHasChanged_ThisProcessFollowsToo()
    {
        var store = Store();
        store.Write(Many(600));
        var index = Index(store);
        Find(index, "whales").ShouldNotBe("org/new");

        store.Write([Stored("org/new", "Speaks of whales.")]);
        index.Refresh(null);

        Find(index, "whales").ShouldBe("org/new");
    }

    [Fact]
    public async Task Search_AnotherProcessWritesToTheStore_IsFollowedAfterAMinute()
    {
        var (store, other, clock) = (Store(), Store(), new ManualTimeProvider());
        store.Write(Many(600));
        var index = new CatalogIndex(new ModelCatalog([], store), store, null, IndexPath, clock: clock);
        Find(index, "whales").ShouldNotBe("org/new");

        other.Write([Stored("org/new", "Speaks of whales.")]);
        Find(index, "whales").ShouldNotBe("org/new");
        index.Following.ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(1));
        Find(index, "whales");
        await index.Following.ShouldNotBeNull();

        Find(index, "whales").ShouldBe("org/new");
    }

    [Fact]
    public void Search_FewCardsThenVeryManyMore_LearnsAnewFromThem()
    {
        var store = Store();
        store.Write(Many(600));
        Index(store).Cards().Count().ShouldBe(600);
        var before = Directory.GetFiles(IndexPath, "learned-*").Single();

        store.Write(Many(3000));
        Index(store).Cards().Count().ShouldBe(3000);

        Directory.GetFiles(IndexPath, "learned-*").Single().ShouldNotBe(before);
    }

    [Fact]
    public void Search_OnlyWhatMayRun_LeavesOutWhatTheHubSaysNobodyRuns()
    {
        ModelProvider live = new("together", "x", "summarization", "live"), staged = new("together", "x", "summarization", "staging");
        var store = Store();
        store.Write([
            .. Many(600).Select(stored => stored with { Card = stored.Card with { Providers = [] } }),
            new StoredModel(Stored("org/live", "A.").Card with { Providers = [live] }, CardOrigin.Hub),
            new StoredModel(Stored("org/staged", "A.").Card with { Providers = [staged] }, CardOrigin.Hub),
            new StoredModel(Stored("org/gone", "A.").Card with { Providers = [live], Gone = true }, CardOrigin.Hub),
            Stored("org/unknown", "A."),
        ]);
        var index = Index(store, Stored("own/idle", "A.").Card with { Providers = [] });

        index.Search(new CardQuery { MayRun = true, Limit = 1000 }).Select(hit => hit.Card.Id).Order().ShouldBe(["org/live", "org/unknown", "own/idle"]);
    }

    [Fact]
    public void TryGet_CardOfTheStore_IsFoundWithoutBeingHeld()
    {
        var store = Store();
        store.Write([Stored("org/roses", "Tells roses from tulips.")]);

        var catalog = new ModelCatalog([], store);

        catalog.Cards.ShouldBeEmpty();
        catalog.TryGet("ORG/Roses", out var card).ShouldBeTrue();
        card.Description.ShouldBe("Tells roses from tulips.");
        catalog.TryGet("org/none", out _).ShouldBeFalse();
    }

    [Fact]
    public void Search_StoreCanNotBeRead_TheCatalogsOwnCardsServe()
    {
        File.WriteAllText(Path.Combine(_folder, "broken.db"), new string('x', 5000));
        var store = Store("broken.db");

        Find(Index(store, new ModelCard { Id = "own/one", Tasks = ["summarization"], Description = "Roses." }), "roses").ShouldBe("own/one");

        store.Problems.ShouldNotBeEmpty();
        store.Problems[0].Message.ShouldContain("broken.db");
    }

    [Fact]
    public void ChangesAfter_MoreThanAPiece_GivesEachOnceInOrder()
    {
        var store = Store();
        store.Write(Many(12_000));
        store.Write([Stored("org/later", "Later.")]);
        store.Remove("org/m7");

        var all = store.ChangesAfter(-1).ToList();

        all.Count.ShouldBe(12_001);
        all.Select(change => change.Id).Distinct().Count().ShouldBe(12_001);
        all.Select(change => change.Change).ShouldBe(all.Select(change => change.Change).Order());
        all[^2].Id.ShouldBe("org/later");
        all[^1].ShouldBe(new StoreChange(store.Stamp!.Change, "org/m7", null));
        store.ChangesAfter(all[^2].Change).ShouldHaveSingleItem().Card.ShouldBeNull();
    }

    private string IndexPath => Path.Combine(_folder, "index");

    private static IReadOnlyList<StoredModel> Many(int count) => [.. Enumerable.Range(0, count).Select(i => Stored($"org/m{i}", $"A model for texts, number {i} of group {i % 17}."))];

    private static StoredModel Stored(string id, string description) =>
        new(new ModelCard { Id = id, Tasks = ["summarization"], Description = description }, CardOrigin.Hub);

    private static string? Find(CatalogIndex index, string text) => index.Search(new CardQuery { Text = text, Task = "summarization", Limit = 1 }) is [var hit] ? hit.Card.Id : null;

    private CatalogIndex Index(SqliteModelStore store, params ModelCard[] own) => new(new ModelCatalog(own, store), store, null, IndexPath);

    private SqliteModelStore Store(string name = "models.db")
    {
        var store = new SqliteModelStore(Options.Create(new StorageOptions { ModelsPath = Path.Combine(_folder, name) }), TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    private string[] Files() => [.. Directory.GetFiles(IndexPath).Order(StringComparer.Ordinal)];
}
