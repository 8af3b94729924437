using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Chat;
using Planner.Inference.OpenAI;
using Planner.Matching;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

public sealed class EmbeddingEndpointTests
{
    [Fact]
    public async Task GenerateAsync_ServerSpeaksOpenAIsProtocol_GivesAVectorForEachText()
    {
        await using var host = await ChatHost.StartAsync();
        host.Server.When(
            request => request.Path == "/v1/embeddings" && request.Json["model"]!.GetValue<string>() == "bge-small" && request.Json["input"] is JsonArray { Count: 2 },
            ScriptedReply.Json(JsonNode.Parse("""{"data":[{"index":1,"embedding":[0,1]},{"index":0,"embedding":[0.5,0.25]}],"usage":{"total_tokens":7}}""")!));
        var model = Model(host, "bge-small");

        var vectors = await model!.Generator.GenerateAsync(["one", "two"], cancellationToken: TestContext.Current.CancellationToken);

        model.Id.ShouldBe("bge-small");
        model.Egress.ShouldBe(Egress.Machine);
        vectors.Select(vector => vector.Vector.ToArray()).ShouldBe([[0.5f, 0.25f], [0, 1]]);
        vectors.Usage!.TotalTokenCount.ShouldBe(7);
    }

    [Fact]
    public async Task GenerateAsync_ServerGivesTooFewVectors_SaysSo()
    {
        await using var host = await ChatHost.StartAsync();
        host.Server.When(request => request.Path == "/v1/embeddings", ScriptedReply.Json(JsonNode.Parse("""{"data":[]}""")!));

        var failure = await Should.ThrowAsync<ChatException>(() => Model(host, "bge-small")!.Generator.GenerateAsync(["one"], cancellationToken: TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("gave 0 usable vectors for 1 texts");
    }

    [Fact]
    public async Task Embeddings_NotConfigured_AreLearnedFromTheCards()
    {
        await using var host = await ChatHost.StartAsync();

        host.Process().GetService<EmbeddingModel>().ShouldBeNull();
        Should.Throw<OptionsValidationException>(() => Model(host, null)).Message.ShouldBe("Planner:Embeddings:Model is missing. Name the model as the server calls it.");
    }

    private static EmbeddingModel? Model(ChatHost host, string? model) => host.Process(register: services => services.Configure<EmbeddingEndpointOptions>(options =>
        (options.BaseUrl, options.Model) = (host.Server.BaseUrl.ToString(), model))).GetService<EmbeddingModel>();
}
