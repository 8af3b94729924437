using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Matching;
using Planner.Routing;
using Planner.Tests.Catalog;
using Planner.Tests.Testing;

namespace Planner.Tests.Matching;

public sealed class CatalogSearchTests
{
    [Theory]
    [InlineData("transcribe noisy Russian phone calls", "openai/whisper-large-v3")]
    [InlineData("named entities in Russian", "Babelscape/wikineural-multilingual-ner")]
    [InlineData("remove the background of a product photo", "briaai/RMBG-1.4")]
    [InlineData("answer questions about invoices", "impira/layoutlm-invoices")]
    [InlineData("emotion in Russian speech", "Aniemore/wav2vec2-xlsr-53-russian-emotion-recognition")]
    [InlineData("find tables in scanned pages", "microsoft/table-transformer-detection")]
    [InlineData("распознать речь на русском", "openai/whisper-large-v2")]
    [InlineData("small embedding model for semantic search", "sentence-transformers/all-MiniLM-L6-v2")]
    [InlineData("MiniLM", "sentence-transformers/all-MiniLM-L6-v2")]
    public void Search_ShippedCatalog_HasTheExpectedModelAmongTheFirstThree(string text, string expected) =>
        Search(new ModelQuery { Text = text, Limit = 3 }).Select(found => found.Card.Id).ShouldContain(expected);

    [Fact]
    public void Search_TaskAndLimit_Narrow()
    {
        var found = Search(new ModelQuery { Text = "Russian", Task = "translation", Limit = 2 });

        found.Count.ShouldBe(2);
        found.ShouldAllBe(model => model.Card.Tasks.Contains("translation"));
        found.ShouldAllBe(model => Math.Abs(model.Candidate.Score - model.Candidate.Terms.Sum(term => term.Value * term.Weight)) < 1e-5 && model.Candidate.Score > 0);
    }

    [Fact]
    public void Search_RunnableOnly_KeepsWhatRuns() =>
        Search(new ModelQuery { RunnableOnly = true }, FakeBackend.Local("local/ocr", "local/reader"))
            .Select(found => (found.Card.Id, found.Candidate.Instance)).ShouldBe([("local/ocr", "local"), ("local/reader", "local")]);

    [Fact]
    public void Search_NoWords_GivesTheCatalogInItsOrder() =>
        Search(new ModelQuery { Limit = 3 }).Select(found => found.Card.Id).ShouldBe(ShippedCatalog.Load().Cards.Take(3).Select(card => card.Id));

    [Fact]
    public void Search_WordsThatNoCardHas_FindsNothing() => Search(new ModelQuery { Text = "xyzzy" }).ShouldBeEmpty();

    [Fact]
    public void Find_CeilingBelowTheCloud_IsNotRunnable()
    {
        using var services = Services(FakeBackend.Cloud());
        var search = services.GetRequiredService<IModelSearch>();

        search.Find("OpenAI/whisper-tiny")!.Candidate.Runnable.ShouldBeTrue();
        search.Find("openai/whisper-tiny", Egress.Machine)!.Candidate.ShouldSatisfyAllConditions(
            candidate => candidate.Runnable.ShouldBeFalse(),
            candidate => candidate.Fix.ShouldNotBeNull());
        search.Find("no/such").ShouldBeNull();
    }

    private static IReadOnlyList<FoundModel> Search(ModelQuery query, params IInferenceBackend[] backends)
    {
        using var services = Services(backends);
        return services.GetRequiredService<IModelSearch>().Search(query);
    }

    private static ServiceProvider Services(params IInferenceBackend[] backends)
    {
        var services = new ServiceCollection().AddSingleton(ShippedCatalog.Load()).AddMatching();
        foreach (var backend in backends)
        {
            services.AddSingleton(backend);
        }

        return services.BuildServiceProvider();
    }
}
